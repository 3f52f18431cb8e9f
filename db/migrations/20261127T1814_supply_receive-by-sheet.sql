-- Which sheet brought a receipt, so that a truck that one sheet has received is not received again by another.
alter table receipts add column sheet_id uuid;
create index receipts_waybill_idx on receipts (place_id, waybill) where waybill is not null;
