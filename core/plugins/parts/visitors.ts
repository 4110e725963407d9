import { againAfterDeadlock } from '../../database/again-after-deadlock.ts'
import type { TenantId, TenantSql } from '../../database/database.ts'
import { fileRow } from '../../files/held-in-sight.ts'
import type { Asked } from '../../http/operation.ts'
import { platformCaller } from '../../permissions/access.ts'
import { isUuid } from '../../records/relations.ts'
import { fileAnswer } from '../../visitors/file-answer.ts'
import { type Prepared, type Preparing, prepare } from '../../visitors/prepared.ts'
import type { Answer, Visit, Visiting } from '../../visitors/visit.ts'
import type { At, Part } from '../part.ts'

/** What the plugin serves to everybody, at an origin of its own that no session of the desktop opens. */
export const visitors: Part<{
  /** A page: `path` is below `/:tenant/:site/`, as in `columns/:code` or `*`. There for tenants that have the plugin on. */
  get(path: string, visiting: Visiting): void
  /** A deed, asked for by a page of this origin alone: a form or JSON of 64 KB at most. `perMinute`: so often from one address. */
  post(path: string, visiting: Visiting, options?: { perMinute?: number }): void
  /** To read the tenant's rows for a visit. No rights are asked: the code says itself what is open to everybody. */
  reading(visit: Visit): TenantSql
  /** One transaction of the platform for a visit; who is signed in did it. */
  writing<T>(visit: Visit, work: (at: At) => Promise<T>): Promise<T>
  /** A style or script that is the same on every server of this version; gives its address. Only while plugins start. */
  asset(name: string, content: string | Buffer, type: string): string
  /** Compresses what is sent again and again, and names its content. */
  prepare(content: string | Buffer, preparing?: Preparing): Promise<Prepared>
  /** Where sites are, for a link from the desktop: `https://sites.example.cn`. */
  address(asked: Asked): string
  /** The address of a file that visitors may see; `?width=640` asks for a smaller picture. */
  publicFile(tenantCode: string, fileId: string): string
  /** The file as everybody gets it, for a visit whose right to it the plugin has judged itself; kept by nobody. */
  file(visit: Visit, fileId: string): Promise<Answer>
  /** Opens files to everybody besides those of records that the role `guest` reads: whoever says yes stands for it. */
  openFiles(isOpen: (tenantId: TenantId, fileId: string) => Promise<boolean>): void
  /** Sitemaps of a tenant that search engines are told of: paths below `/<code>/`. It is asked for each tenant that has the plugin on. */
  sitemaps(list: (tenant: TenantId) => Promise<string[]>): void
}> = {
  name: 'visitors',
  of: (plugin, { visitors, engine, engineOf, files }) => ({
    get: (path, visiting) => void visitors.routes.push({ plugin, method: 'GET', path, visiting }),
    post: (path, visiting, { perMinute } = {}) => void visitors.routes.push({ plugin, method: 'POST', path, visiting, perMinute }),
    reading: ({ tenantId }) => engine.database.tenant(tenantId),
    async writing({ tenantId, ip, requestId, visitor }, work) {
      const [own, who] = await Promise.all([engineOf(tenantId), visitor()])
      const caller = platformCaller(tenantId, {
        ...{ ip, requestId },
        ...(who ? { userId: who.userId, userName: who.name, organizationId: who.organizationId } : {}),
      })
      return againAfterDeadlock(() => engine.database.transaction(tenantId, transaction => work({ engine: own, transaction, caller })))
    },
    asset: (name, content, type) => visitors.assets.add(name, content, type),
    prepare,
    address: asked => visitors.origins.sites(asked.raw),
    publicFile: (tenantCode, fileId) => `/${tenantCode}/-/files/${fileId}`,
    async file(visit, fileId) {
      const row = isUuid(fileId) ? await fileRow(engine.database.tenant(visit.tenantId), fileId) : undefined
      return row ? fileAnswer(files, row, visit, 'no-store') : { problem: 404 }
    },
    openFiles: isOpen => void visitors.fileOpeners.push({ plugin, isOpen }),
    sitemaps: list => void visitors.sitemaps.push({ plugin, list }),
  }),
}
