-- Exclusion constraints over ids and days together: nobody is in two households on one day. Trusted: no superuser needed.
create extension if not exists btree_gist schema extensions;
