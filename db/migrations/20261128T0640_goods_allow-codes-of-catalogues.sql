-- Codes of published catalogues bear a plus or a comma: WNEASTNR3+, WNEVGGBU150,16.
alter table items drop constraint items_code_check, add constraint items_code_check check (code ~ '^[A-Z0-9][A-Z0-9.,+/-]{1,39}$');
