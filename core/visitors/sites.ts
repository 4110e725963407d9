import type { TenantId } from '../database/database.ts'
import type { Assets } from './assets.ts'
import type { Origins } from './origins.ts'
import type { VisitorRoute } from './visit.ts'

/** What plugins give to the visitors' origin while they start. */
export type Sites = {
  routes: VisitorRoute[]
  assets: Assets
  origins: Origins
  /** Give paths of sitemaps, below the origin. */
  sitemaps: (() => Promise<string[]>)[]
  /** Who says that a file is open to everybody. */
  fileOpeners: { plugin: string; isOpen(tenantId: TenantId, fileId: string): Promise<boolean> }[]
}
