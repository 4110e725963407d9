import { join } from 'node:path'
import sharp from 'sharp'
import type { Test } from 'tap'
import type { Body, Client, Reply } from '../support/client.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'

/** Holds the asset register: a plugin of a kind nobody planned, in JSON alone. */
export const fixtures = join(import.meta.dirname, 'fixtures')

export const assetsPath = '/assets/assets'

export type AssetPlatform = TestPlatform & {
  admin: Client
  /** The county of `orgadmin`, the branch of `secretary` and `member` below it, and a county that is neither's. */
  county: string
  branch: string
  elsewhere: string
  /** A value of a new asset; every one has a number of its own. */
  values(change?: Body): Body
  /** Registers an asset as the tenant's admin. */
  register(change?: Body): Promise<Body>
}

/** A server with the asset register installed, on a database that never had it. */
export async function startWithAssets(t: Test): Promise<AssetPlatform> {
  const platform = await startPlatform(t, { plugins: [fixtures] })
  const [admin, orgadmin, secretary] = await Promise.all(['admin', 'orgadmin', 'secretary'].map(name => platform.signIn(name)))
  const organizationOf = async (client: Client) => (await client.get('/core/profile')).body.user.organization.id
  const [county, branch] = await Promise.all([organizationOf(orgadmin!), organizationOf(secretary!)])
  const { parent } = (await admin!.get(`/core/organizations/${county}`)).body
  const counties = (await admin!.get(`/core/organizations?filter[parentId][eq]=${parent.id}`)).body.data
  let count = 0
  const values = (change: Body = {}) => ({
    name: '投影仪',
    assetNumber: `ZC-${String(++count).padStart(4, '0')}`,
    category: 'equipment',
    organizationId: branch,
    purchasePrice: 6000,
    purchasedOn: '2023-05-04',
    usefulYears: 5,
    ...change,
  })
  return {
    ...platform,
    admin: admin!,
    county,
    branch,
    elsewhere: counties.find((one: Body) => one.id !== county).id,
    values,
    async register(change) {
      return created(await admin!.post(assetsPath, values(change)))
    },
  }
}

export function created(reply: Reply): Body {
  if (reply.status !== 201) throw new Error(`not created: ${reply.status} ${JSON.stringify(reply.body)}`)
  return reply.body
}

export async function picture(): Promise<{ name: string; content: Uint8Array }> {
  const content = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#c00' } })
    .png()
    .toBuffer()
  return { name: '正面.png', content }
}

export const manual = { name: '说明书.pdf', content: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n') }
