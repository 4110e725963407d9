import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import openapiTS, { astToString } from 'openapi-typescript'
import t, { type Test } from 'tap'
import { fixtures } from '../plugins/assets.ts'
import type { Body } from '../support/client.ts'
import { startPlatform } from '../support/platform.ts'

const modules = resolve(import.meta.dirname, '../../node_modules')

/** What somebody writes who has nothing but the document: typed throughout, and wrong where the compiler must say so. */
const program = `
import createClient from 'openapi-fetch'
import type { components, paths } from './paths.ts'

type Asset = components['schemas']['AssetsAsset']

export async function use(baseUrl: string, token: string, organizationId: string) {
  const client = createClient<paths>({ baseUrl, headers: { authorization: 'Bearer ' + token } })
  const made = await client.POST('/api/v1/assets/assets', {
    params: { header: { 'Idempotency-Key': 'generated-1' } },
    body: {
      name: '投影仪', assetNumber: 'ZC-0001', organizationId, purchasePrice: 6000, purchasedOn: '2023-05-04',
      category: 'equipment', maintenance: [{ doneOn: '2024-06-01', cost: null, content: '换灯泡' }],
    },
  })
  if (!made.data) throw new Error(made.error.detail)
  const asset: Asset = made.data
  const got = await client.GET('/api/v1/assets/assets/{id}', { params: { path: { id: asset.id } } })
  const label: string | null | undefined = got.data?.organization?.label
  const doneOn: string | null | undefined = got.data?.maintenance?.[0]?.doneOn
  const changed = await client.PATCH('/api/v1/assets/assets/{id}', {
    params: { path: { id: asset.id }, header: { 'If-Match': '"1"' } },
    body: { usefulYears: 10, remark: null },
  })
  const list = await client.GET('/api/v1/assets/assets', {
    params: { query: { sort: '-purchasedOn', page: { size: 5 }, count: 'exact', q: 'tyy' } },
  })
  const names: (string | null | undefined)[] = list.data?.data.map(one => one.name) ?? []
  const refused = await client.POST('/api/v1/assets/assets', {
    body: { name: '甲', assetNumber: '甲', organizationId, purchasePrice: 1, purchasedOn: '2023-05-04' },
  })
  const pointer: string | undefined = refused.error?.errors?.[0]?.pointer
  const removed = await client.DELETE('/api/v1/assets/assets/{id}', { params: { path: { id: asset.id } } })
  return {
    label, doneOn, names, pointer,
    depreciation: changed.data?.annualDepreciation,
    total: list.data?.page.total,
    status: removed.response.status,
  }
}

export async function wrong(baseUrl: string) {
  const client = createClient<paths>({ baseUrl })
  // @ts-expect-error a name is required
  await client.POST('/api/v1/assets/assets', { body: { assetNumber: 'ZC-0002', organizationId: 'x', purchasePrice: 1, purchasedOn: '2023-05-04' } })
  // @ts-expect-error there is no such category
  await client.PATCH('/api/v1/assets/assets/{id}', { params: { path: { id: 'x' } }, body: { category: 'toy' } })
  // @ts-expect-error what is computed cannot be set
  const patch: components['schemas']['AssetsAssetPatch'] = { annualDepreciation: 1 }
  // @ts-expect-error there is no such address
  await client.GET('/api/v1/assets/toys')
  const { data } = await client.GET('/api/v1/assets/assets/{id}', { params: { path: { id: 'x' } } })
  // @ts-expect-error a record has no such field
  return [patch, data?.colour]
}
`

const settings = {
  compilerOptions: {
    target: 'es2024',
    lib: ['es2024', 'dom', 'dom.iterable'],
    module: 'nodenext',
    types: [],
    noEmit: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    allowImportingTsExtensions: true,
    verbatimModuleSyntax: true,
  },
  files: ['client.ts'],
}

async function generate(t: Test, document: Body): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'generated-client-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  symlinkSync(modules, join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
  writeFileSync(join(folder, 'paths.ts'), astToString(await openapiTS(structuredClone(document))))
  writeFileSync(join(folder, 'client.ts'), program)
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings))
  return folder
}

/** What TypeScript 7 has against it. tap looks into every Node process that a test starts, which the compiler does not stand. */
function typeErrors(folder: string): string {
  try {
    const compiler = [process.execPath, join(modules, 'typescript7/bin/tsc'), '-p', folder]
    return execFileSync('env', ['-u', 'NODE_OPTIONS', ...compiler], { encoding: 'utf8' })
  } catch (error) {
    return String((error as { stdout?: string }).stdout || error)
  }
}

t.test('a client generated from the tenant’s document type-checks, and works as its types say', async t => {
  const platform = await startPlatform(t, { plugins: [fixtures] })
  const admin = await platform.signIn('admin')
  const folder = await generate(t, (await admin.get('/openapi.json')).body)
  t.equal(typeErrors(folder), '')
  const { use } = (await import(join(folder, 'client.ts'))) as { use(url: string, token: string, organization: string): Promise<Body> }
  const organization = (await admin.get('/core/organizations?page[size]=1')).body.data[0]
  t.same(await use(platform.url, admin.token!, organization.id), {
    label: organization.name,
    doneOn: '2024-06-01',
    names: ['投影仪'],
    pointer: '/assetNumber',
    depreciation: 600,
    total: 1,
    status: 204,
  })
})
