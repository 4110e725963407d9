-- SMS of before were sent when they were written; templates have their plugin's name now.
alter table core.delivery add column if not exists due_at timestamptz;
alter table core.delivery add column if not exists sent_at timestamptz;
update core.delivery set due_at = created_at, sent_at = case when state = 'sent' then created_at end, template = 'core/' || template
  where due_at is null;
