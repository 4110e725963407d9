import { v7 as uuid } from 'uuid'
import { searchText } from '../../core/identity/pinyin.ts'
import { searchGrams } from '../../core/identity/search-grams.ts'
import type { TenantSecrets } from '../../core/secrets/tenant-secrets.ts'
import type { HandDatabase, Row, Statement } from './database.ts'
import type { Visitor } from './session.ts'

const insertUser: Statement = {
  name: 'insert user',
  text: `insert into core."user" (tenant_id, id, created_by, updated_by, name, phone, organization_id, state, must_change_password, search_text, search_grams)
    values ($1, $2, $3, $3, $4, $5, $6, 'active', true, $7, $8)`,
}
const insertMember: Statement = {
  name: 'insert member',
  text: `insert into members.member (tenant_id, id, created_by, updated_by, user_id, search_text, search_grams, id_number, id_number_index, name, phone,
      organization_id, sex, birth_on, ethnicity, native_place, marriage, education, degree, category, joined_on, regular_on, membership_state,
      is_migrant_worker, is_out_of_contact, work_unit)
    select $1, $2, $3, $3, $4, $5, $6, $7, $8, r.name, r.phone, r."organizationId", r.sex, r."birthOn", r.ethnicity, r."nativePlace", r.marriage, r.education,
      r.degree, r.category, r."joinedOn", r."regularOn", r."membershipState", r."isMigrantWorker", false, r."workUnit"
    from jsonb_to_record($9::jsonb) as r(name text, phone text, "organizationId" uuid, sex text, "birthOn" date, ethnicity text, "nativePlace" text,
      marriage text, education text, degree text, category text, "joinedOn" date, "regularOn" date, "membershipState" text, "isMigrantWorker" boolean,
      "workUnit" text)`,
}
const insertResumes: Statement = {
  name: 'insert resumes',
  text: `insert into members.member_resumes (tenant_id, id, parent_id, position, start_on, end_on, unit, post, witness)
    select $1, gen_random_uuid(), $2, row_number() over (), r."startOn", r."endOn", r.unit, r.post, r.witness
    from jsonb_to_recordset($3::jsonb) as r("startOn" date, "endOn" date, unit text, post text, witness text)`,
}
const remember: Statement = {
  name: 'remember',
  text: `with history as (
      insert into core.record_history (tenant_id, id, entity, record_id, version, action, changed, data, created_by)
      values ($1, $2, $3, $4, $5, $6, '{}', $7, $8))
    insert into core.audit_entry (tenant_id, id, user_id, action, entity, record_id, changes) values ($1, $2, $8, $6, $3, $4, $7)`,
}
const changePlace: Statement = {
  name: 'change place',
  text: `update members.member t set residence = $3, version = version + 1, updated_at = now(), updated_by = $4
    where tenant_id = $1 and id = $2 and deleted_at is null returning version`,
}

/** A member with an account, history and log, all in one round trip. */
export async function createMember(
  database: HandDatabase,
  { tenant, user }: Visitor,
  secrets: TenantSecrets,
  body: Row,
): Promise<{ id: string }> {
  const [id, account] = [uuid(), uuid()]
  const { idNumber, resumes, ...fields } = body as Row & { idNumber: string; resumes: Row[]; name: string }
  const text = searchText(fields.name)
  const sealed = secrets.seal(idNumber, id)
  await database.write(tenant, [
    [insertUser, [tenant, account, user, fields.name, fields['phone'], fields['organizationId'], text, searchGrams(text)]],
    [remember, [tenant, uuid(), 'core/user', account, 1, 'create', JSON.stringify({ name: fields.name, phone: fields['phone'] }), user]],
    [insertMember, [tenant, id, user, account, text, searchGrams(text), sealed, secrets.index(idNumber), JSON.stringify(fields)]],
    [insertResumes, [tenant, id, JSON.stringify(resumes)]],
    [remember, [tenant, uuid(), 'members/member', id, 1, 'create', JSON.stringify({ ...fields, resumes, idNumber: sealed }), user]],
  ])
  return { id }
}

/** One field changed, with history and log. */
export async function changeMember(database: HandDatabase, { tenant, user }: Visitor, id: string, residence: string): Promise<Row> {
  const [changed] = await database.write(tenant, [
    [changePlace, [tenant, id, residence, user]],
    [remember, [tenant, uuid(), 'members/member', id, 2, 'update', JSON.stringify({ residence }), user]],
  ])
  return changed![0]!
}
