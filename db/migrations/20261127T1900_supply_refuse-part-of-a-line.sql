-- What was not taken in of a line stays on the truck: neither received nor missing.
alter table delivery_lines add column refused bigint not null default 0;
alter table delivery_lines add column refused_for text;
alter table delivery_lines drop constraint delivery_lines_sum_check;
alter table delivery_lines add constraint delivery_lines_sum_check check (sent = good + damaged + refused + missing - extra);
alter table delivery_lines add constraint delivery_lines_refused_check check (refused >= 0 and (refused > 0) = (refused_for is not null));
comment on table delivery_lines is 'What was counted of each line: sent = good + damaged + refused + missing - extra.';
comment on column delivery_lines.refused_for is 'Why part of it was not taken in: a code, in the words of the screens.';
