-- A member's entries are one row from nothing to his sum: what one ends with, the next begins with. Whatever the order of their times.
with given as (select * from points.entry where tenant_id = current_setting('app.tenant')::uuid),
own as (select * from given where member_id is not null)
select member_id::text as id, concat('entries of the member neither end nor begin where they should, at ', total) as detail
from (
  select member_id, after as total, 1 as ends from own
  union all select member_id, before, -1 from own
  union all select member_id, 0, 1 from own group by member_id
  union all select member_id, sum(points), -1 from own group by member_id) step
group by member_id, total having sum(ends) <> 0
union all
select id::text, concat(before, ' and ', points, ' do not give ', after) from given where after <> before + points
