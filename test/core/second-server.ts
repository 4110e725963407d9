import type { Test } from 'tap'
import { buildApp } from '../../core/app.ts'
import type { TestPlatform } from '../support/platform.ts'
import { ownPlugins, testKeys } from '../support/template.ts'

/** Another server on the same database, as after a restart or beside the first; gives its address. */
export async function secondServer(t: Test, platform: TestPlatform, plugins: string[] = []): Promise<string> {
  return (await secondServerWithSites(t, platform, plugins)).url
}

/** The same, with its visitors' origin. */
export async function secondServerWithSites(
  t: Test,
  platform: TestPlatform,
  plugins: string[],
): Promise<{ url: string; sitesUrl: string }> {
  const app = await buildApp({
    databaseUrl: platform.ownerUrl,
    masterKeys: testKeys,
    secretCipher: 'aes',
    pluginFolders: [ownPlugins, ...plugins],
    demo: true,
    files: { kind: 'disk', directory: `${process.env['TEST_FOLDER']}/${new URL(platform.ownerUrl).pathname}` },
    logLevel: process.env['TEST_LOG'] ?? 'silent',
    connections: 4,
    limits: { perUser: 0, perAddress: 0, perVisitingAddress: 0 },
  })
  t.teardown(() => app.close())
  const anyPort = { host: '127.0.0.1', port: 0 }
  return { url: await app.server.listen(anyPort), sitesUrl: await app.sites.listen(anyPort) }
}
