-- A provisional place gets its national code: who lives there stays within reach of who works there. Persons and households keep
-- the whole path of their place, so the path itself is what they point to, and moves along with it.
alter table areas add constraint areas_lineage_key unique (lineage);
alter table persons add constraint persons_areas_fkey foreign key (areas) references areas (lineage) on update cascade;
alter table households add constraint households_areas_fkey foreign key (areas) references areas (lineage) on update cascade;
