-- Files of a site are told apart by what they are: those that are there already, too.
alter table portal.picture add column if not exists kind text;
update portal.picture p
set kind = case split_part(f.content_type, '/', 1) when 'image' then 'image' when 'video' then 'video' else 'document' end
from core.file f
where f.tenant_id = p.tenant_id and f.id = p.file and p.kind is null;
