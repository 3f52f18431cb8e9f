-- What a look that comes again each morning has found, and a person has judged, rests while the same cause lasts.
alter table exceptions
  -- For how long it rests once it was judged; null: a fact raises it, each time anew.
  add column rest_days int,
  add column rests_until timestamptz,
  -- The least that was seen of the judged cause since: more than this is another cause.
  add column judged jsonb,
  add constraint exceptions_rests_check check ((rests_until is null) = (judged is null) and (rests_until is null or state = 'closed'));
