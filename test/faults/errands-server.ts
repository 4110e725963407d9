import { join } from 'node:path'
import { buildApp } from '../../core/app.ts'
import { fixtures } from '../events/errands.ts'
import { ownPlugins, testKeys } from '../support/template.ts'

// A server with the plugin of errands, as a process of its own that can be killed.
const app = await buildApp({
  databaseUrl: process.env['DATABASE_URL']!,
  masterKeys: testKeys,
  secretCipher: 'aes',
  pluginFolders: [ownPlugins, fixtures],
  demo: true,
  files: { kind: 'disk', directory: join(process.env['DATA_DIR']!, 'files') },
  logLevel: process.env['LOG_LEVEL'] ?? 'error',
  limits: { perUser: 0, perAddress: 0 },
})
await app.platform.jobs.start()
await app.platform.reactions.start()
const url = await app.server.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`http://localhost:${new URL(url).port}\n`)
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)))
