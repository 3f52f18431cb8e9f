-- Who looked at one person or household: found without reading the whole log.
create index read_log_person_idx on read_log ((coalesce(subject ->> 'personId', subject -> 'input' ->> 'personId')), read_at desc)
  where coalesce(subject ->> 'personId', subject -> 'input' ->> 'personId') is not null;
create index read_log_household_idx on read_log ((coalesce(subject ->> 'householdId', subject -> 'input' ->> 'householdId')), read_at desc)
  where coalesce(subject ->> 'householdId', subject -> 'input' ->> 'householdId') is not null;
