import type { Readable, Writable } from 'node:stream'
import ExcelJS from 'exceljs'
import { v7 as uuid } from 'uuid'
import { mask } from '../../core/identity/mask.ts'
import { searchText } from '../../core/identity/pinyin.ts'
import { searchGrams } from '../../core/identity/search-grams.ts'
import type { TenantSecrets } from '../../core/secrets/tenant-secrets.ts'
import type { HandDatabase, Row, Statement } from './database.ts'
import type { Visitor } from './session.ts'

const pageOfCounties: Statement = {
  name: 'export',
  text: `select t.*, t.joined_on::text as joined, (select r.name from core.organization r where r.tenant_id = $1 and r.id = t.organization_id) as organization
    from members.member t
    where t.tenant_id = $1 and t.deleted_at is null and t.id > $3 and t.organization_id in (
      select b.id from core.organization a join core.organization b on b.tenant_id = a.tenant_id and b.path >= a.path and b.path < a.path || '~'
      where a.tenant_id = $1 and a.id = any($2::uuid[]))
    order by t.id limit 5000`,
}

/** Everyone of these counties as a spreadsheet, page by page. */
export async function exportMembers(
  database: HandDatabase,
  { tenant }: Visitor,
  secrets: TenantSecrets,
  counties: string[],
  to: Writable,
): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: to })
  const sheet = workbook.addWorksheet('党员')
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await database.read(tenant, pageOfCounties, [tenant, counties, after])
    for (const row of rows) sheet.addRow(cells(row, secrets)).commit()
    if (rows.length < 5000) break
    after = String(rows.at(-1)!['id'])
  }
  await workbook.commit()
}

function cells(row: Row, secrets: TenantSecrets): unknown[] {
  const idNumber = mask('id-number', secrets.open(String(row['id_number']), String(row['id'])))
  const names = [
    'name',
    'phone',
    'sex',
    'birth_on',
    'ethnicity',
    'native_place',
    'marriage',
    'education',
    'degree',
    'category',
    'joined_on',
  ]
  const more = ['regular_on', 'party_age_correction', 'joined_branch', 'membership_state', 'is_out_of_contact', 'work_unit', 'position']
  const last = ['technical_title', 'is_migrant_worker', 'residence', 'registered_residence', 'archive_unit', 'certificate_issuer', 'remark']
  return [row['organization'], idNumber, ...[...names, ...more, ...last].map(name => row[name])]
}

const insertAll: Statement = {
  name: 'import',
  text: `with given as (select r.*, o.id as organization_id from jsonb_to_recordset($2::jsonb) as r(id uuid, "user" uuid, organization text, name text, sealed text,
      "index" text, phone text, joined date, regular date, unit text, text text, grams text[], category text)
      join core.organization o on o.tenant_id = $1 and o.name = r.organization),
    users as (insert into core."user" (tenant_id, id, name, phone, organization_id, state, must_change_password, search_text, search_grams)
      select $1, "user", name, phone, organization_id, 'active', true, text, grams from given),
    trail as (insert into core.record_history (tenant_id, id, entity, record_id, version, action, changed, data)
      select $1, gen_random_uuid(), 'members/member', id, 1, 'create', '{}', to_jsonb(given) from given),
    log as (insert into core.audit_entry (tenant_id, id, action, entity, record_id, changes)
      select $1, "user", 'create', 'members/member', id, to_jsonb(given) from given)
    insert into members.member (tenant_id, id, user_id, organization_id, name, id_number, id_number_index, phone, joined_on, regular_on, work_unit,
      search_text, search_grams, category, education, ethnicity, membership_state)
    select $1, id, "user", organization_id, name, sealed, "index", phone, joined, regular, unit, text, grams, category, '21', '01', 'normal' from given`,
}

/** Writes people from a spreadsheet as they stand there: nothing is checked but what the database checks. */
export async function importMembers(database: HandDatabase, { tenant }: Visitor, secrets: TenantSecrets, from: Readable): Promise<number> {
  let [count, batch]: [number, Row[]] = [0, []]
  const write = async () => {
    if (batch.length > 0) await database.write(tenant, [[insertAll, [tenant, JSON.stringify(batch)]]])
    count += batch.length
    batch = []
  }
  for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(from, { worksheets: 'emit', sharedStrings: 'cache' }))
    for await (const line of sheet) {
      if (line.number === 1) continue
      const [, organization, name, idNumber, phone, , , category, joined, regular, unit] = line.values as string[]
      const [id, text] = [uuid(), searchText(name!)]
      batch.push({
        ...{ id, user: uuid(), organization, name, phone, joined, regular: regular || null, unit, text, grams: searchGrams(text) },
        ...{
          sealed: secrets.seal(idNumber!, id),
          index: secrets.index(idNumber!),
          category: category === '正式党员' ? 'full' : 'probationary',
        },
      })
      if (batch.length === 1000) await write()
    }
  await write()
  return count
}
