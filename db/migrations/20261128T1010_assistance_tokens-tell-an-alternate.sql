-- Whether the register named a second collector when the list was drawn; null where nobody asked it.
alter table assistance_tokens add column alternate boolean;
