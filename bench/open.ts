import { resolve } from 'node:path'
import { type App, buildApp } from '../core/app.ts'
import type { AppSettings } from '../core/app-settings.ts'
import { type EmbeddedServer, startEmbeddedServer } from '../core/database/embedded-server.ts'
import { masterKeysIn } from '../core/secrets/master-keys.ts'
import { scales } from './scale.ts'
import { seedBench } from './seed/seed.ts'

const root = resolve(import.meta.dirname, '..')

export type BenchDatabase = { embedded: EmbeddedServer; folder: string }

/** What a command was told by `--name=value`. */
export function option(name: string): string | undefined {
  return process.argv.find(text => text.startsWith(`--${name}=`))?.slice(name.length + 3)
}

export const tell = (line: string): void => void process.stdout.write(`${line}\n`)

/** As docs/operations.md has it for a county: memory, and room for the log of a large import without a checkpoint in its midst. */
const flags = ['shared_buffers=2GB', 'effective_cache_size=12GB', 'max_wal_size=8GB', 'checkpoint_timeout=30min']

/** The database of that scale, seeded once and kept under .bench. */
export async function openBench(scale: string): Promise<BenchDatabase> {
  const folder = resolve(root, '.bench', scale)
  const embedded = await startEmbeddedServer({ folder, flags })
  const app = await benchApp({ embedded, folder })
  await seedBench(app.platform.engine, scales[scale]!, tell)
  await app.close()
  return { embedded, folder }
}

/** The product within this process; its queue is on Redis where `REDIS_URL` says so. */
export function benchApp({ embedded, folder }: BenchDatabase, more: Partial<AppSettings> = {}): Promise<App> {
  return buildApp({
    databaseUrl: embedded.url,
    redisUrl: process.env['REDIS_URL'],
    pluginFolders: [resolve(root, 'plugins')],
    demo: false,
    secretCipher: 'aes',
    masterKeys: masterKeysIn(folder),
    files: { kind: 'disk', directory: resolve(folder, 'files') },
    logLevel: 'error',
    ...more,
  })
}
