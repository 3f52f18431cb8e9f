create table exchange_rates (
  from_currency text not null,
  to_currency text not null,
  day date not null,
  -- Units of to_currency for one unit of from_currency, as published.
  rate numeric not null,
  source text not null,
  recorded_at timestamptz not null,
  command_id uuid not null,
  -- A corrected rate stays on record with the one that replaced it.
  replaced_at timestamptz,
  constraint exchange_rates_pkey primary key (from_currency, to_currency, day, recorded_at),
  constraint exchange_rates_rate_check check (rate > 0),
  constraint exchange_rates_currencies_check check (from_currency ~ '^[A-Z]{3}$' and to_currency ~ '^[A-Z]{3}$' and from_currency <> to_currency)
);
create unique index exchange_rates_current_key on exchange_rates (from_currency, to_currency, day) where replaced_at is null;
comment on table exchange_rates is 'Dated exchange rates. Every converted amount keeps its rate and day, so a corrected rate changes no amount that was converted before.';
revoke delete, truncate on exchange_rates from kervan_app;
