-- What the engine keeps beside the declared entities. Every statement can be run again.
create extension if not exists btree_gin;
create schema if not exists core;

-- Under row-level security an index serves a condition only where its function is known to tell nothing of a value by an error. These
-- tell nothing, and the indexes of the quick search (by names, by words) and of tenants' own fields stand on them. Saying so takes a superuser;
-- where the owner is none, the indexes lie idle and all of them look through the tenant's rows.
do $$ begin
  alter function pg_catalog.arraycontains(anyarray, anyarray) leakproof;
  alter function pg_catalog.jsonb_contains(jsonb, jsonb) leakproof;
  alter function pg_catalog.ts_match_vq(tsvector, tsquery) leakproof;
exception when insufficient_privilege then null;
end $$;

-- Numbers of organizations: fixed-width parts of their paths.
create sequence if not exists core.organization_number;

-- What a record was, version by version. Partitioned by the time within its uuid.
create table if not exists core.record_history (
  tenant_id uuid not null,
  id uuid not null,
  entity text collate "C" not null,
  record_id uuid not null,
  version integer not null,
  action text not null,
  changed text[] not null,
  data jsonb not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id)
) partition by range (id);
create index if not exists record_history_record on core.record_history (tenant_id, entity, record_id, version);

-- How many records of a counted entity each organization has itself.
create table if not exists core.organization_count (
  tenant_id uuid not null,
  entity text collate "C" not null,
  organization_id uuid not null,
  records bigint not null,
  primary key (tenant_id, entity, organization_id)
);
-- The organization's path beside its count: what is below an organization is one range of one index.
alter table core.organization_count add column if not exists path text collate "C";
create index if not exists organization_count_below on core.organization_count (tenant_id, entity, path) include (organization_id, records);
create index if not exists organization_count_organization on core.organization_count (tenant_id, organization_id);

-- Records that came by the hundred and are not counted yet: rows of the very transaction that wrote them, which counts them as it ends.
create table if not exists core.uncounted (
  tenant_id uuid not null,
  id uuid not null default gen_random_uuid(),
  entity text collate "C" not null,
  organizations uuid[] not null,
  changes bigint[] not null,
  primary key (tenant_id, id)
);

-- The reply to a request that may come again.
create table if not exists core.idempotency_key (
  tenant_id uuid not null,
  user_id uuid not null,
  key text not null,
  request_hash text not null,
  status integer,
  reply jsonb,
  created_at timestamptz not null default now(),
  primary key (tenant_id, user_id, key)
);

-- Codes sent by SMS to sign in.
create table if not exists core.sign_in_code (
  tenant_id uuid not null,
  phone text not null,
  code_hash text not null,
  tries integer not null default 0,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (tenant_id, phone)
);

-- Which tenants know a user name or phone: only hashes, so that signing in finds the tenant before any is set.
create table if not exists core.sign_in_name (
  name_hash bytea not null,
  tenant_id uuid not null,
  user_id uuid not null,
  primary key (name_hash, tenant_id, user_id)
);
create index if not exists sign_in_name_user on core.sign_in_name (tenant_id, user_id);

-- The chain of a tenant's operations log: which entries there were, each with a keyed hash, and the seal before.
create table if not exists core.audit_seal (
  tenant_id uuid not null,
  number bigint not null,
  kind text collate "C" not null,
  entries uuid[] not null,
  macs bytea not null,
  details jsonb not null,
  made_at timestamptz not null,
  previous bytea,
  hash bytea not null,
  primary key (tenant_id, number)
);

-- Entries written and not sealed yet, noted in the transaction that writes them: ids and keyed hashes alone, for all tenants.
create table if not exists core.audit_pending (
  tenant_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  entries uuid[] not null,
  macs bytea not null,
  primary key (tenant_id, id)
);

-- What was applied: migrations by file, the model's hash, and what each plugin declared then.
create table if not exists core.applied (
  name text primary key,
  hash text not null,
  at timestamptz not null default now()
);
alter table core.applied add column if not exists content jsonb;

-- The master keys that anything was encrypted under, each holding the lasting keys encrypted; the keys themselves are no part of it.
create table if not exists core.secret_key (
  id text primary key,
  lasting text not null,
  created_at timestamptz not null default now()
);

-- Days of the calendar that the platform's operator edited, for every tenant: kept equal to core.holiday of the platform's own tenant.
create table if not exists core.platform_day (
  date date primary key,
  kind text not null,
  name text
);

do $$
declare
  name text;
begin
  foreach name in array array['record_history', 'organization_count', 'uncounted', 'idempotency_key', 'sign_in_code', 'audit_seal'] loop
    execute format('alter table core.%I enable row level security', name);
    execute format('alter table core.%I force row level security', name);
    execute format('drop policy if exists tenant on core.%I', name);
    execute format('create policy tenant on core.%I using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', name);
  end loop;
end $$;

-- Adds to counts. Ordered, so that two writers cannot lock each other out. The first record of an organization waits for a move of it; later
-- ones find its path kept.
create or replace function core.add_to_counts(tenants uuid[], counted_entity text, organizations uuid[], changes bigint[]) returns void
language plpgsql as $$
begin
  insert into core.organization_count as counted (tenant_id, entity, organization_id, records, path)
    select c.tenant_id, counted_entity, c.organization_id, c.change, (
      select o.path from core.organization o where o.tenant_id = c.tenant_id and o.id = c.organization_id and not exists (
        select 1 from core.organization_count k where k.tenant_id = c.tenant_id and k.entity = counted_entity and k.organization_id = c.organization_id)
      for share of o)
    from unnest(tenants, organizations, changes) as c (tenant_id, organization_id, change)
    where c.organization_id is not null order by 1, 3
    on conflict (tenant_id, entity, organization_id) do update set records = counted.records + excluded.records;
end $$;

-- Keeps organization_count equal to the rows, whoever writes them. Every statement in it is planned once; an update that neither moves nor
-- deletes anybody touches no count. Of a tenant's records that come by the hundred only notes how many: an import would lock the counts of all
-- its organizations until it ends, and change each of them once for every batch.
create or replace function core.count_by_organization() returns trigger language plpgsql as $$
declare
  soft boolean := tg_argv[1] = 'soft';
  tenants uuid[];
  organizations uuid[];
  changes bigint[];
begin
  if tg_op = 'INSERT' and soft then
    select array_agg(tenant_id), array_agg(organization_id), array_agg(change) into tenants, organizations, changes
    from (select tenant_id, organization_id, count(*) as change from new_rows where deleted_at is null group by 1, 2) as one;
  elsif tg_op = 'INSERT' then
    select array_agg(tenant_id), array_agg(organization_id), array_agg(change) into tenants, organizations, changes
    from (select tenant_id, organization_id, count(*) as change from new_rows group by 1, 2) as one;
  elsif tg_op = 'DELETE' and soft then
    select array_agg(tenant_id), array_agg(organization_id), array_agg(change) into tenants, organizations, changes
    from (select tenant_id, organization_id, -count(*) as change from old_rows where deleted_at is null group by 1, 2) as one;
  elsif tg_op = 'DELETE' then
    select array_agg(tenant_id), array_agg(organization_id), array_agg(change) into tenants, organizations, changes
    from (select tenant_id, organization_id, -count(*) as change from old_rows group by 1, 2) as one;
  elsif soft then
    select array_agg(tenant_id), array_agg(organization_id), array_agg(change) into tenants, organizations, changes
    from (select tenant_id, organization_id, sum(change) as change from (
        select tenant_id, organization_id, 1 as change from new_rows where deleted_at is null
        union all select tenant_id, organization_id, -1 from old_rows where deleted_at is null) as both_rows
      group by 1, 2 having sum(change) <> 0) as one;
  else
    select array_agg(tenant_id), array_agg(organization_id), array_agg(change) into tenants, organizations, changes
    from (select tenant_id, organization_id, sum(change) as change from (
        select tenant_id, organization_id, 1 as change from new_rows union all select tenant_id, organization_id, -1 from old_rows) as both_rows
      group by 1, 2 having sum(change) <> 0) as one;
  end if;
  if tenants is null then
    return null;
  end if;
  if tg_op = 'INSERT' and nullif(current_setting('app.tenant', true), '')::uuid = all (tenants)
    and (select sum(change) from unnest(changes) as change) >= 100 then
    insert into core.uncounted (tenant_id, entity, organizations, changes) values (tenants[1], tg_argv[0], organizations, changes);
  else
    perform core.add_to_counts(tenants, tg_argv[0], organizations, changes);
  end if;
  return null;
end $$;

-- Counts what a transaction noted, all of a tenant's at the first note; for the others there is nothing left to do.
create or replace function core.count_at_end() returns trigger language plpgsql as $$
declare
  tenant_before text := current_setting('app.tenant', true);
  noted record;
begin
  perform set_config('app.tenant', new.tenant_id::text, true);
  if exists (select from core.uncounted where tenant_id = new.tenant_id and id = new.id) then
    for noted in
      with gone as (delete from core.uncounted where tenant_id = new.tenant_id returning entity, organizations, changes),
      summed as (
        select g.entity, c.organization_id, sum(c.change)::bigint as change
        from gone g, unnest(g.organizations, g.changes) as c (organization_id, change) group by 1, 2)
      select entity, array_agg(new.tenant_id) as tenants, array_agg(organization_id) as organizations, array_agg(change) as changes
      from summed group by 1 order by 1
    loop
      perform core.add_to_counts(noted.tenants, noted.entity, noted.organizations, noted.changes);
    end loop;
  end if;
  perform set_config('app.tenant', coalesce(tenant_before, ''), true);
  return null;
end $$;

drop trigger if exists count_at_end on core.uncounted;
create constraint trigger count_at_end after insert on core.uncounted deferrable initially deferred
  for each row execute function core.count_at_end();

-- Keeps the paths beside the counts equal to those of the organizations, whoever moves them.
create or replace function core.counts_follow_path() returns trigger language plpgsql as $$
begin
  update core.organization_count set path = new.path where tenant_id = new.tenant_id and organization_id = new.id;
  return null;
end $$;

-- Keeps sign_in_name equal to the users: those that come by the thousand, in one statement; those that change or go, one by one.
create or replace function core.names_for_sign_in() returns trigger language plpgsql as $$
begin
  insert into core.sign_in_name (name_hash, tenant_id, user_id)
    select distinct sha256(convert_to(lower(one.name), 'UTF8')), u.tenant_id, u.id
    from new_rows u, unnest(array[u.username, u.phone]) as one (name) where one.name is not null
    on conflict do nothing;
  return null;
end $$;

create or replace function core.name_for_sign_in() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.username is not distinct from new.username and old.phone is not distinct from new.phone then
    return null;
  end if;
  if tg_op in ('UPDATE', 'DELETE') then
    delete from core.sign_in_name where tenant_id = old.tenant_id and user_id = old.id;
  end if;
  if tg_op in ('INSERT', 'UPDATE') then
    insert into core.sign_in_name (name_hash, tenant_id, user_id)
      select distinct sha256(convert_to(lower(name), 'UTF8')), new.tenant_id, new.id
      from unnest(array[new.username, new.phone]) as name where name is not null
      on conflict do nothing;
  end if;
  return null;
end $$;

-- Keeps platform_day equal to the operator's holidays, whoever writes them.
create or replace function core.day_of_platform() returns trigger language plpgsql as $$
declare
  platform constant uuid := '00000000-0000-7000-8000-000000000001';
begin
  if tg_op in ('UPDATE', 'DELETE') and old.tenant_id = platform then
    delete from core.platform_day where date = old.date;
  end if;
  if tg_op in ('INSERT', 'UPDATE') and new.tenant_id = platform then
    insert into core.platform_day (date, kind, name) values (new.date, new.kind, new.name)
      on conflict (date) do update set kind = excluded.kind, name = excluded.name;
  end if;
  return null;
end $$;

-- Jobs that have not ended, so that a start finds what a crash left, and metrics count them. Ids and kinds alone; what a job is stands
-- in core.job.
create table if not exists core.open_job (
  tenant_id uuid not null,
  job_id uuid not null,
  primary key (tenant_id, job_id)
);
alter table core.open_job add column if not exists kind text;
alter table core.open_job add column if not exists running boolean not null default false;
alter table core.open_job add column if not exists created_at timestamptz not null default now();

-- What is still to be done about something that happened, or when its time has come: one row for each reaction, deleted by the transaction
-- that carries it out. Ids and names alone, for all tenants; what happened stands in core.event.
create table if not exists core.pending_reaction (
  tenant_id uuid not null,
  id uuid not null,
  reaction text collate "C" not null,
  event_id uuid,
  entity text collate "C",
  record_id uuid,
  key text collate "C",
  due_at timestamptz not null default clock_timestamp(),
  attempts integer not null default 0,
  paused boolean not null default false,
  dead boolean not null default false,
  error text,
  primary key (tenant_id, id)
);
create index if not exists pending_reaction_due on core.pending_reaction (tenant_id, due_at, id) where not dead and not paused;
create index if not exists pending_reaction_failed on core.pending_reaction (tenant_id, reaction, record_id, id) where attempts > 0 and not dead;
create index if not exists pending_reaction_paused on core.pending_reaction (tenant_id, reaction) where paused and not dead;
create index if not exists pending_reaction_dead on core.pending_reaction (tenant_id, id) where dead;
create unique index if not exists pending_reaction_key on core.pending_reaction (tenant_id, key) where key is not null;

-- Declarations of workflows that records keep to, by their hash: a record stays with the one it began with. Nothing of any tenant.
create table if not exists core.machine (
  hash text primary key,
  entity text not null,
  content json not null,
  created_at timestamptz not null default now()
);

-- When each site that is fetched from may be visited again, by whichever server and for whichever tenant. Worth nothing after a crash.
create unlogged table if not exists core.outbound_turn (
  host text primary key,
  next_at timestamptz not null
);

-- What one tenant lets another of this installation take over, by a code that is said once: hashes and ids alone, for all tenants.
create table if not exists core.handover (
  key text collate "C" primary key,
  tenant_id uuid not null,
  plugin text collate "C" not null,
  record_id uuid not null,
  valid_until date not null,
  taken_by uuid
);
create index if not exists handover_record on core.handover (tenant_id, plugin, record_id);
