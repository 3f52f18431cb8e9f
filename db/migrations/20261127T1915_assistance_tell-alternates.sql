-- Whom the register names as the household's second collector is neither the household's first nor a delegate of the day.
alter table assistance_handovers drop constraint assistance_handovers_collector_check;
alter table assistance_handovers add constraint assistance_handovers_collector_check check (collector in ('self', 'alternate', 'delegate'));
