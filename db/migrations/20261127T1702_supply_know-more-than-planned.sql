-- A receiver counts more than was planned before anybody has told the loading: both ends look at it, whatever the books say later.
alter table discrepancy_lines drop constraint discrepancy_lines_kind_check;
alter table discrepancy_lines
  add constraint discrepancy_lines_kind_check check (kind in ('missing', 'damaged', 'extra', 'counts-differ', 'more-than-planned'));
