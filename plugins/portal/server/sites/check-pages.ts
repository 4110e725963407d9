import { type At, type Checked, sql } from '../../../../core/index.ts'
import { type CheckSettings, checkContent, type Uses } from '../content/check-content.ts'

/** Looks at pages before they are written: at what is in them, and whether the files that they show are their own site's. */
export async function checkPages(at: At, drafts: Checked[], checkSettings: CheckSettings): Promise<void> {
  const looked = drafts.filter(isWritten).map(draft => ({ draft, uses: noted(draft, checkSettings) }))
  const siteIds = [...new Set(looked.map(({ draft }) => String(draft.values['siteId'])))]
  const files = looked.some(({ uses }) => uses.files.size > 0) ? await filesOf(at, siteIds) : new Map<string, Set<string>>()
  for (const { draft, uses } of looked) {
    const own = files.get(String(draft.values['siteId'])) ?? new Set()
    for (const [file, pointer] of uses.files)
      if (pointer !== undefined && !own.has(file))
        draft.errors.push({ pointer: `/content${pointer}`, code: 'unknown-file', detail: '文件不在本站的素材库里' })
    const shown = [...uses.files.keys()].filter(file => own.has(file))
    if (shown.length > 0 || !isEmpty(draft.values['pictures'])) draft.values['pictures'] = shown
  }
}

/** The same of what was saved to be used again; whether its files are those of a site shows when it is used there. */
export function checkSections(drafts: Checked[], checkSettings: CheckSettings): void {
  for (const draft of drafts) if (isWritten(draft)) noted(draft, checkSettings)
}

function isWritten({ changed }: Checked): boolean {
  return changed === undefined || changed.has('content')
}

function isEmpty(list: unknown): boolean {
  return !Array.isArray(list) || list.length === 0
}

function noted(draft: Checked, checkSettings: CheckSettings): Uses {
  const { wrong, uses } = checkContent(draft.values['content'], checkSettings)
  for (const one of wrong) draft.errors.push({ ...one, pointer: `/content${one.pointer}` })
  return uses
}

/** Of each site the files that its pages may show. */
export async function filesOf({ transaction }: Pick<At, 'transaction'>, siteIds: string[]): Promise<Map<string, Set<string>>> {
  const rows = await transaction.run(sql<{ site_id: string; file: string }>`
    select site_id, file from portal.picture where tenant_id = ${transaction.tenantId} and site_id = any(${siteIds}::uuid[]) and deleted_at is null and file is not null
    union all
    select id, logo from portal.site where tenant_id = ${transaction.tenantId} and id = any(${siteIds}::uuid[]) and logo is not null`)
  const files = new Map(siteIds.map(id => [id, new Set<string>()]))
  for (const { site_id, file } of rows) files.get(site_id)?.add(file)
  return files
}
