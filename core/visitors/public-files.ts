import { BoundedCache } from '../bounded-cache.ts'
import { entityOf } from '../declarations/model.ts'
import { type FileRow, fileRow, isHeldInSight } from '../files/held-in-sight.ts'
import { publicCaller } from '../permissions/public.ts'
import type { Platform } from '../platform.ts'
import { isUuid } from '../records/relations.ts'
import type { TenantState } from '../tenants/tenant-state.ts'

/** A page asks for twenty pictures, and an office opens it at once; so long a file may still be had that is no longer public. */
const keepMs = 1_000
const mostKept = 20_000

type Judged = { row: Promise<FileRow | undefined>; until: number }

/** Files that everybody may see: held by a record in a field that the role `guest` sees in full, or opened by a plugin. Gives the file's row where it is one. */
export function publicFiles(platform: Platform): (tenant: TenantState, id: string) => Promise<FileRow | undefined> {
  const { engine, engineOf, access, visitors } = platform
  const judged = new BoundedCache<Judged>(mostKept)
  return async (tenant, id) => {
    const file = id.toLowerCase()
    if (!isUuid(file)) return undefined
    const fresh = () => ({ row: judge(tenant, file), until: Date.now() + keepMs })
    return judged.of(`${tenant.id} ${file}`, fresh, ({ until }) => until > Date.now()).row
  }

  async function judge(tenant: TenantState, id: string): Promise<FileRow | undefined> {
    const row = await fileRow(engine.database.tenant(tenant.id), id)
    return row && ((await isHeldInPublic(tenant, row)) || (await isOpened(tenant, id))) ? row : undefined
  }

  async function isHeldInPublic(state: TenantState, row: FileRow): Promise<boolean> {
    if (!row.entity || (state.reliefMode && entityOf(engine.model, row.entity).hiddenInRelief)) return false
    const [caller, { model }] = await Promise.all([publicCaller(access, state.id), engineOf(state.id)])
    return isHeldInSight({ connection: engine.database.tenant(state.id), caller, model, state }, row)
  }

  async function isOpened(tenant: TenantState, id: string): Promise<boolean> {
    for (const { plugin, isOpen } of visitors.fileOpeners) if (tenant.pluginsOn.has(plugin) && (await isOpen(tenant.id, id))) return true
    return false
  }
}
