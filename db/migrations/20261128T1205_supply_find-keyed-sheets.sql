-- Every list of shipments and a hub's first page ask which sheets wait for a second person: few of all facts are such sheets.
create index shipment_facts_from_paper_idx on shipment_facts (leg_id) where data -> 'fromPaper' = 'true';
