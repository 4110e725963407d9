import type { TenantId } from '../database/database.ts'
import type { Assets } from './assets.ts'
import type { Origins } from './origins.ts'
import type { VisitorRoute } from './visit.ts'

/** What plugins give to the visitors' origin while they start. */
export type Sites = {
  routes: VisitorRoute[]
  assets: Assets
  origins: Origins
  /** Give the paths of a tenant's sitemaps, below `/<code>/`. */
  sitemaps: { plugin: string; list(tenantId: TenantId): Promise<string[]> }[]
  /** Who says that a file is open to everybody. */
  fileOpeners: { plugin: string; isOpen(tenantId: TenantId, fileId: string): Promise<boolean> }[]
}
