-- Typo-tolerant search of place and organisation names. Trusted since PostgreSQL 13: no superuser needed.
create extension if not exists pg_trgm schema extensions;
