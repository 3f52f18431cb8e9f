create table waybill_prints (
  id uuid not null,
  leg_id uuid not null,
  -- The first is the original; each later one says on its face that it is a reprint.
  copy int not null,
  -- What the QR code says, signed by the mission as it was when it was printed.
  code text not null,
  -- Why it was printed again.
  reason text,
  printed_by uuid not null,
  printed_at timestamptz not null,
  constraint waybill_prints_pkey primary key (id),
  constraint waybill_prints_leg_id_copy_key unique (leg_id, copy),
  constraint waybill_prints_leg_id_fkey foreign key (leg_id) references shipment_legs (id),
  constraint waybill_prints_printed_by_fkey foreign key (printed_by) references users (id),
  constraint waybill_prints_copy_check check (copy between 1 and 99),
  constraint waybill_prints_reason_check check ((copy = 1) = (reason is null))
);
revoke update, delete, truncate on waybill_prints from kervan_app;
comment on table waybill_prints is 'Each time a waybill left the printer: controlled like a cheque, append-only.';
