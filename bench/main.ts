import { resolve } from 'node:path'
import { buildApp } from '../core/app.ts'
import { startEmbeddedServer } from '../core/database/embedded-server.ts'
import { masterKeysIn } from '../core/secrets/master-keys.ts'
import { cases } from './cases.ts'
import { load, type Measured } from './load.ts'
import { startHandWritten, startProduct } from './processes.ts'
import { scales } from './scale.ts'
import { seedBench } from './seed/seed.ts'

// npm run bench [-- --scale=tenth] [--only=list] [--seconds=10]: the product beside hand-written routes on the same data, in the same run.
const root = resolve(import.meta.dirname, '..')
const option = (name: string) => process.argv.find(text => text.startsWith(`--${name}=`))?.slice(name.length + 3)
const scaleName = option('scale') ?? 'full'
const seconds = Number(option('seconds') ?? 8)
const folder = resolve(root, '.bench', scaleName)
const tell = (line: string) => void process.stdout.write(`${line}\n`)

const embedded = await startEmbeddedServer({ folder, flags: ['shared_buffers=2GB', 'effective_cache_size=12GB'] })
try {
  await seeded()
  await measure()
} finally {
  await embedded.stop()
}

async function seeded(): Promise<void> {
  const app = await buildApp({
    databaseUrl: embedded.url,
    pluginFolders: [resolve(root, 'plugins')],
    demo: false,
    secretCipher: 'aes',
    masterKeys: masterKeysIn(folder),
    files: { kind: 'disk', directory: resolve(folder, 'files') },
    logLevel: 'error',
  })
  await seedBench(app.platform.engine, scales[scaleName]!, tell)
  await app.close()
}

async function measure(): Promise<void> {
  const product = await startProduct(embedded.url, folder)
  const hand = await startHandWritten(embedded.url, folder)
  try {
    tell(row('case', 'product /s', 'p50 ms', 'p99 ms', 'by hand /s', 'p50 ms', 'p99 ms', 'share'))
    for (const one of await cases(product.url, option('only'))) {
      const [mine, theirs] = [
        await load(product.url, one.product, { seconds, connections: 20 }),
        one.hand && (await load(hand.url, one.hand, { seconds, connections: 20 })),
      ]
      tell(
        row(
          one.name,
          ...figures(mine),
          ...(theirs ? figures(theirs) : ['', '', '']),
          theirs ? (mine.perSecond / theirs.perSecond).toFixed(2) : '',
        ),
      )
    }
  } finally {
    await product.stop()
    await hand.stop()
  }
}

function figures({ perSecond, p50, p99, errors }: Measured): string[] {
  return [`${Math.round(perSecond)}${errors > 0 ? ` (${errors} failed)` : ''}`, String(p50), String(p99)]
}

function row(...cells: string[]): string {
  return `| ${cells.join(' | ')} |`
}
