import type { TenantTransaction } from '../core/database/database.ts'
import { platformCaller } from '../core/permissions/access.ts'
import type { Engine } from '../core/records/engine.ts'
import { drawCover } from './draw-cover.ts'
import type { CreateAll } from './seed-movements.ts'
import type { KeepFile } from './seed-sites.ts'
import type { DemoCenter } from './service-centers.ts'

type Seeding = { engine: Engine; transaction: TenantTransaction; createAll: CreateAll }

/** So many have a picture: those that pages show first. */
const withPhoto = 6

/** The service centres of the invented city; with pictures where files can be kept. */
export async function seedCenters(
  { engine, transaction, createAll }: Seeding,
  centers: DemoCenter[],
  organizations: Map<string, string>,
  keepFile?: KeepFile,
): Promise<void> {
  const telling = { engine, transaction, caller: platformCaller(transaction.tenantId) }
  const photos: (string | undefined)[] = []
  for (let at = 0; keepFile && at < withPhoto; at++)
    photos.push(await keepFile(telling, { name: '服务中心.jpg', content: await drawCover(at + 20) }))
  const values = centers.map(({ organization, ...fields }, at) => ({
    ...fields,
    organizationId: organizations.get(organization),
    ...(photos[at] ? { photo: photos[at] } : {}),
  }))
  await createAll(engine, transaction, 'service-centers/center', values)
}
