import { resolve } from 'node:path'
import pg from 'pg'
import { buildApp } from '../../core/app.ts'
import { hashPassword } from '../../core/identity/password-hash.ts'
import { parseMasterKeys } from '../../core/secrets/master-keys.ts'
import { ensurePlatformTenant } from '../../core/tenants/create-tenant.ts'
import { demoPassword, seedDemo } from '../../demo/seed.ts'

export const templateDatabase = 'dangjian_template'

export const ownPlugins = resolve(import.meta.dirname, '../../plugins')

/** What every server of the tests encrypts with: a key that nobody uses elsewhere. */
export const testKeys = parseMasterKeys(`test:${Buffer.alloc(32, 'dangjian').toString('base64')}`, 'tests')

export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

/** A database with the platform and the demo tenant, made once for a test run; test files copy it. */
export async function prepareTemplate(serverUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: serverUrl })
  await owner.connect()
  await owner.query(`create database ${templateDatabase}`)
  await owner.end()
  const app = await buildApp({
    databaseUrl: databaseUrl(serverUrl, templateDatabase),
    masterKeys: testKeys,
    secretCipher: 'aes',
    pluginFolders: [ownPlugins],
    demo: true,
    files: { kind: 'disk', directory: `${process.env['TEST_FOLDER']}/template-files` },
    logLevel: 'error',
  })
  await ensurePlatformTenant(app.platform.engine, { hash: await hashPassword(demoPassword), mustChange: false })
  await seedDemo(app.platform.engine)
  await app.close()
  await forgetPlanned(databaseUrl(serverUrl, templateDatabase))
}

/** What the seed planned finds nothing to do, and would be carried out in every copy while a test counts or compares. */
async function forgetPlanned(url: string): Promise<void> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  await owner.query('delete from core.pending_reaction')
  await owner.end()
}
