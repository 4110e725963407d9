import { todayInShanghai, yearsBetween } from '../../core/identity/dates.ts'
import { mask } from '../../core/identity/mask.ts'
import type { TenantSecrets } from '../../core/secrets/tenant-secrets.ts'
import type { Row, Statement } from './database.ts'
import type { Visitor } from './session.ts'

const columns = `t.id, t.version, t.organization_id, t.name, t.id_number, t.phone, t.sex, t.birth_on, t.ethnicity, t.native_place, t.marriage,
  t.education, t.degree, t.category, t.joined_on, t.regular_on, t.party_age_correction, t.joined_branch, t.membership_state, t.is_out_of_contact,
  t.work_unit, t.position, t.technical_title, t.is_migrant_worker, t.residence, t.registered_residence, t.archive_unit, t.certificate_issuer,
  t.photo, t.remark, t.user_id, t.created_at, t.created_by, t.updated_at, t.updated_by`

/** The visitor's part of the tree; $3 is its path. The records of few organizations are fetched by these, others met along the order. */
function within({ path, few }: Visitor): string {
  if (path === undefined) return ''
  const organizations = `select o.id from core.organization o where o.tenant_id = $1 and o.path >= $3 and o.path < $3 || '~'`
  return few ? ` and t.organization_id = any(array(${organizations}))` : ` and t.organization_id in (${organizations})`
}

/** The same for one record that is found by its id. */
const holding = ({ path }: Visitor): string =>
  path === undefined
    ? ''
    : ` and exists (select 1 from core.organization o where o.tenant_id = $1 and o.id = t.organization_id and o.path >= $3 and o.path < $3 || '~')`

/** One statement for each way that the tree is looked at. */
function statement(name: string, visitor: Visitor, text: string): Statement {
  return { name: `${name} ${visitor.path === undefined ? 'everywhere' : visitor.few ? 'in few' : 'below'}`, text }
}

/** Labels of what the row points at; people's only within the visitor's part of the tree. */
function labels({ path }: Visitor): string {
  const seen =
    path === undefined
      ? ''
      : ` and exists (select 1 from core.organization o where o.tenant_id = $1 and o.id = r.organization_id and o.path >= $3 and o.path < $3 || '~')`
  const person = (column: string) =>
    `(select r.name from core."user" r where r.tenant_id = $1 and r.id = t.${column}${seen}) as ${column.replace('_id', '')}_label`
  return `(select r.name from core.organization r where r.tenant_id = $1 and r.id = t.organization_id) as organization_label, ${['user_id', 'created_by', 'updated_by'].map(person).join(', ')}`
}

const usualOrder = 'order by t.joined_on desc, t.name, t.id'

/** The usual list, of those with an education. */
export const list = (visitor: Visitor): Statement =>
  statement('list', visitor, `${select(visitor)} and t.education = $2${within(visitor)} ${usualOrder} limit 21`)

/** The same in the order of another field. */
export const listByBirth = (visitor: Visitor): Statement =>
  statement('births', visitor, `${select(visitor)} and t.education = $2${within(visitor)} order by t.birth_on desc, t.id desc limit 21`)

/** Names by their characters, pinyin or initials: first those few that are found, then their order. $4 is the word's pieces. */
export const search = (visitor: Visitor): Statement =>
  statement(
    'search',
    visitor,
    `with found as materialized (select t.id from members.member t where t.tenant_id = $1 and t.deleted_at is null
      and (t.search_grams @> $4::text[] and t.search_text like '%' || $2 || '%' or t.phone = $2)${within(visitor)})
    ${select(visitor)} and t.id = any(array(select id from found)) and $3::text is not distinct from $3 ${usualOrder} limit 21`,
  )

export const get = (visitor: Visitor): Statement =>
  statement('get', visitor, `${select(visitor, `, ${resumes}`)} and t.id = $2${holding(visitor)}`)

function select(visitor: Visitor, also = ''): string {
  return `select ${columns}, ${labels(visitor)}${also} from members.member t where t.tenant_id = $1 and t.deleted_at is null`
}

const resumes = `(select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'startOn', s.start_on, 'endOn', s.end_on, 'unit', s.unit, 'post', s.post, 'witness', s.witness)
  order by s.position), '[]') from members.member_resumes s where s.tenant_id = $1 and s.parent_id = t.id) as resumes`

export const count = (visitor: Visitor): Statement =>
  statement(
    'count',
    visitor,
    `select count(*) as total from (select 1 from members.member t where t.tenant_id = $1 and t.deleted_at is null and t.education = $2${within(visitor)} limit 10001) counted`,
  )

const labelled = (id: unknown, label: unknown) => (id === null ? null : { id, label })

/** A row as the product's clients get it. */
export function memberReply(row: Row, secrets: TenantSecrets): Row {
  const today = todayInShanghai()
  const regularOn = row['regular_on'] as string | null
  return {
    id: row['id'],
    version: row['version'],
    organization: labelled(row['organization_id'], row['organization_label']),
    name: row['name'],
    idNumber: mask('id-number', secrets.open(String(row['id_number']), String(row['id']))),
    phone: row['phone'],
    sex: row['sex'],
    birthOn: row['birth_on'],
    age: row['birth_on'] === null ? null : yearsBetween(String(row['birth_on']), today),
    ethnicity: row['ethnicity'],
    nativePlace: row['native_place'],
    marriage: row['marriage'],
    education: row['education'],
    degree: row['degree'],
    category: row['category'],
    joinedOn: row['joined_on'],
    regularOn,
    partyAgeCorrection: row['party_age_correction'],
    partyAge: regularOn === null ? null : yearsBetween(regularOn, today),
    joinedBranch: row['joined_branch'],
    membershipState: row['membership_state'],
    isOutOfContact: row['is_out_of_contact'],
    workUnit: row['work_unit'],
    position: row['position'],
    technicalTitle: row['technical_title'],
    isMigrantWorker: row['is_migrant_worker'],
    residence: row['residence'],
    registeredResidence: row['registered_residence'],
    archiveUnit: row['archive_unit'],
    certificateIssuer: row['certificate_issuer'],
    photo: row['photo'],
    ...(row['resumes'] ? { resumes: row['resumes'] } : {}),
    remark: row['remark'],
    user: labelled(row['user_id'], row['user_label']),
    createdAt: row['created_at'],
    createdBy: labelled(row['created_by'], row['created_by_label']),
    updatedAt: row['updated_at'],
    updatedBy: labelled(row['updated_by'], row['updated_by_label']),
  }
}
