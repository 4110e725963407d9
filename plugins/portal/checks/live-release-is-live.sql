-- What visitors see is the one release of the site that is live.
select r.id, 'the release is ' || r.state || ', and its site shows ' || coalesce(s.live_release_id::text, 'none') as detail
from portal.release r
join portal.site s on s.tenant_id = r.tenant_id and s.id = r.site_id
where r.tenant_id = current_setting('app.tenant')::uuid and (r.state = 'live') <> (s.live_release_id is not distinct from r.id)
