import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Test } from 'tap'
import { type App, buildApp } from '../../core/app.ts'
import type { AppSettings } from '../../core/app-settings.ts'
import { demoPassword } from '../../demo/seed.ts'
import { Client } from './client.ts'
import { databaseUrl, ownPlugins, templateDatabase, testKeys } from './template.ts'

export type TestPlatform = {
  url: string
  /** The visitors' origin. */
  sitesUrl: string
  app: App
  /** The owner's connection string of this test's own database. */
  ownerUrl: string
  /** Someone of the demo tenant (or another) signed in; the demo's password unless told otherwise. */
  signIn(username: string, options?: { tenant?: string; password?: string; channel?: 'browser' | 'mini-program' }): Promise<Client>
  anyone(): Client
}

/** Where a test's server notes the heads of the audit's chains. */
export function anchorOf(ownerUrl: string): string {
  return `${process.env['TEST_FOLDER']}${new URL(ownerUrl).pathname}.anchor`
}

/** A server of this test alone, on a copy of the prepared database: platform, demo tenant, its own port. */
export async function startPlatform(
  t: Test,
  options: { plugins?: string[] } & Pick<
    AppSettings,
    | 'sms'
    | 'voice'
    | 'reportToken'
    | 'webhookNetworks'
    | 'fetchNetworks'
    | 'lookUp'
    | 'connections'
    | 'limits'
    | 'trustedProxies'
    | 'metrics'
    | 'drainMs'
    | 'diskReserveBytes'
    | 'sitesUrl'
    | 'adminUrl'
  > = {},
): Promise<TestPlatform> {
  const { plugins = [], connections = 8, limits, ...rest } = options
  const server = process.env['TEST_DATABASE_URL']
  if (!server) throw new Error('run the tests by npm test (npm test -- test/one.test.ts for one of them)')
  const name = `test_${randomBytes(8).toString('hex')}`
  const owner = new pg.Client({ connectionString: server })
  await owner.connect()
  await owner.query(`create database ${name} template ${templateDatabase}`)
  const ownerUrl = databaseUrl(server, name)
  const app = await buildApp({
    databaseUrl: ownerUrl,
    masterKeys: testKeys,
    secretCipher: 'aes',
    pluginFolders: [ownPlugins, ...plugins],
    demo: true,
    files: { kind: 'disk', directory: `${process.env['TEST_FOLDER']}/${name}` },
    auditAnchor: anchorOf(ownerUrl),
    logLevel: process.env['TEST_LOG'] ?? 'silent',
    connections,
    // A test asks more in a minute than any person.
    limits: { perUser: 0, perAddress: 0, perVisitingAddress: 0, ...limits },
    // Nothing of a test leaves this machine.
    lookUp: (name, _options, answer) => answer(new Error(`${name} is elsewhere`), []),
    ...rest,
  })
  await app.platform.jobs.start()
  await app.platform.reactions.start()
  const url = await app.server.listen({ host: '127.0.0.1', port: 0 })
  const sitesUrl = await app.sites.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(async () => {
    await app.close()
    await owner.query(`drop database ${name} with (force)`)
    await owner.end()
  })
  return {
    url,
    sitesUrl,
    app,
    ownerUrl,
    anyone: () => new Client(url),
    async signIn(username, { tenant = username === 'operator' ? 'platform' : 'demo', password = demoPassword, channel } = {}) {
      const client = new Client(url)
      const reply = await client.post('/session', { tenant, username, password, channel })
      if (reply.status !== 201) throw new Error(`${username} cannot sign in: ${reply.status} ${JSON.stringify(reply.body)}`)
      return client.withToken(String(reply.body['token']))
    },
  }
}
