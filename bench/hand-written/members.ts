import { todayInShanghai, yearsBetween } from '../../core/identity/dates.ts'
import { mask } from '../../core/identity/mask.ts'
import type { Row, Statement } from './database.ts'
import type { Visitor } from './session.ts'

const columns = `t.id, t.version, t.organization_id, t.name, t.id_number, t.phone, t.sex, t.birth_on, t.ethnicity, t.native_place, t.marriage,
  t.education, t.degree, t.category, t.joined_on, t.regular_on, t.party_age_correction, t.joined_branch, t.membership_state, t.is_out_of_contact,
  t.work_unit, t.position, t.technical_title, t.is_migrant_worker, t.residence, t.registered_residence, t.archive_unit, t.certificate_issuer,
  t.photo, t.remark, t.user_id, t.created_at, t.created_by, t.updated_at, t.updated_by`

const scoped = (path: number) =>
  `t.organization_id in (select o.id from core.organization o where o.tenant_id = $1 and o.path >= $${path} and o.path < $${path} || '~')`

/** Labels of what the row points at; people's only within the visitor's part of the tree. */
function labels(path: number | undefined): string {
  const person = (column: string) =>
    `(select r.name from core."user" r where r.tenant_id = $1 and r.id = t.${column}${path ? ` and r.organization_id in (select o.id from core.organization o where o.tenant_id = $1 and o.path >= $${path} and o.path < $${path} || '~')` : ''}) as ${column.replace('_id', '')}_label`
  return `(select r.name from core.organization r where r.tenant_id = $1 and r.id = t.organization_id) as organization_label, ${['user_id', 'created_by', 'updated_by'].map(person).join(', ')}`
}

const usualOrder = 'order by t.joined_on desc, t.name, t.id'

/** The usual list, by category. */
export const listByCategory = (visitor: Visitor): Statement =>
  visitor.path === undefined
    ? {
        name: 'list',
        text: `select ${columns}, ${labels(undefined)} from members.member t
          where t.tenant_id = $1 and t.deleted_at is null and t.category = $2 ${usualOrder} limit 21`,
      }
    : {
        name: 'list-below',
        text: `select ${columns}, ${labels(3)} from members.member t
          where t.tenant_id = $1 and t.deleted_at is null and t.category = $2 and ${scoped(3)} ${usualOrder} limit 21`,
      }

/** The same in the order of another field. */
export const listByBirth = (visitor: Visitor): Statement =>
  visitor.path === undefined
    ? {
        name: 'births',
        text: `select ${columns}, ${labels(undefined)} from members.member t
          where t.tenant_id = $1 and t.deleted_at is null and t.category = $2 order by t.birth_on, t.id limit 21`,
      }
    : {
        name: 'births-below',
        text: `select ${columns}, ${labels(3)} from members.member t
          where t.tenant_id = $1 and t.deleted_at is null and t.category = $2 and ${scoped(3)} order by t.birth_on, t.id limit 21`,
      }

/** Names by their characters, pinyin or initials, ID numbers and phones whole. */
export const search = (visitor: Visitor): Statement => {
  const found = `(t.search_text ilike '%' || $2 || '%' or t.id_number = upper($2) or t.phone = upper($2))`
  return visitor.path === undefined
    ? {
        name: 'search',
        text: `select ${columns}, ${labels(undefined)} from members.member t where t.tenant_id = $1 and t.deleted_at is null and ${found} ${usualOrder} limit 21`,
      }
    : {
        name: 'search-below',
        text: `select ${columns}, ${labels(3)} from members.member t where t.tenant_id = $1 and t.deleted_at is null and ${found} and ${scoped(3)} ${usualOrder} limit 21`,
      }
}

export const get = (visitor: Visitor): Statement =>
  visitor.path === undefined
    ? {
        name: 'get',
        text: `select ${columns}, ${labels(undefined)}, ${resumes} from members.member t where t.tenant_id = $1 and t.deleted_at is null and t.id = $2`,
      }
    : {
        name: 'get-below',
        text: `select ${columns}, ${labels(3)}, ${resumes} from members.member t where t.tenant_id = $1 and t.deleted_at is null and t.id = $2 and ${scoped(3)}`,
      }

const resumes = `(select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'startOn', s.start_on, 'endOn', s.end_on, 'unit', s.unit, 'post', s.post, 'witness', s.witness)
  order by s.position), '[]') from members.member_resumes s where s.tenant_id = $1 and s.parent_id = t.id) as resumes`

export const count = (visitor: Visitor): Statement =>
  visitor.path === undefined
    ? {
        name: 'count',
        text: `select count(*) as total from (select 1 from members.member t where t.tenant_id = $1 and t.deleted_at is null and t.category = $2 limit 10001) counted`,
      }
    : {
        name: 'count-below',
        text: `select count(*) as total from (select 1 from members.member t where t.tenant_id = $1 and t.deleted_at is null and t.category = $2 and ${scoped(3)} limit 10001) counted`,
      }

const labelled = (id: unknown, label: unknown) => (id === null ? null : { id, label })

/** A row as the product's clients get it. */
export function memberReply(row: Row, visitor: Visitor): Row {
  const today = todayInShanghai()
  const regularOn = row['regular_on'] as string | null
  return {
    id: row['id'],
    version: row['version'],
    organization: labelled(row['organization_id'], row['organization_label']),
    name: row['name'],
    idNumber: visitor.masksIdNumber ? mask('id-number', String(row['id_number'])) : row['id_number'],
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
