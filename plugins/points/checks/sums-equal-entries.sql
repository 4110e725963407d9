-- What entries add up to, against what is kept: of the member and of the organization where they count, by period and category.
with given as (select * from points.entry where tenant_id = current_setting('app.tenant')::uuid),
kept as (select * from points.sum where tenant_id = current_setting('app.tenant')::uuid),
due as (
  select r.receiver, r.kind, p.period, c.category, sum(e.points) as points, count(*) as entries
  from given e
  cross join lateral (values (e.member_id, 'member'), (e.organization_id, 'organization')) r (receiver, kind)
  cross join lateral (values ('all'), (to_char(e.occurred_on, 'YYYY')), (to_char(e.occurred_on, 'YYYY-MM'))) p (period)
  cross join lateral (values (''), (e.category)) c (category)
  where r.receiver is not null
  group by 1, 2, 3, 4)
select coalesce(s.id, md5(concat_ws(' ', d.receiver, d.period, d.category))::uuid)::text as id,
  concat(d.kind, ' ', d.receiver, ' ', d.period, ' ', d.category, ': entries give ', d.points, ' by ', d.entries, ', the sum is ', s.points, ' by ', s.entries) as detail
from due d full join kept s on s.id = md5(concat_ws(' ', d.receiver, d.period, d.category))::uuid
where (d.points, d.entries, d.kind, d.period, d.category) is distinct from (s.points, s.entries, s.receiver_kind, s.period, s.category)
