alter table assistance_marks drop constraint assistance_marks_kind_check;
alter table assistance_marks add constraint assistance_marks_kind_check check (kind in ('reserved', 'released', 'opened', 'stock-in', 'stock-out', 'stopped', 'rescheduled', 'counted', 'lane-closed', 'lane-taken-over', 'signed', 'closed', 'cancelled'));
