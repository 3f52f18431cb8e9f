-- Waivers of visibility have moved from supply to places, and the rights to them with them: roles keep what they had.
update permissions set name = 'places.waive-visibility' where name = 'supply.waive-visibility';
update permissions set name = 'places.lift-waiver' where name = 'supply.lift-waiver';
update permissions set name = 'places.review-waivers' where name = 'supply.list-waivers';
