import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '..')

/** A plugin's `visitor/main.ts`, with all that it imports, becomes the one file `visitor/dist/visitor.js`: once, until a source changes. */
export async function buildVisitorScripts(): Promise<void> {
  for (const entry of globSync('plugins/*/visitor/main.ts', { cwd: root })) await buildOne(join(root, dirname(entry)))
}

async function buildOne(folder: string): Promise<void> {
  const stamp = join(folder, 'dist/.built-from')
  const sources = hashOf(folder)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  await build({
    root: folder,
    configFile: false,
    logLevel: 'warn',
    build: {
      // Browsers of five years ago, which offices still have.
      target: 'es2020',
      outDir: 'dist',
      emptyOutDir: true,
      lib: { entry: 'main.ts', formats: ['iife'], name: 'dangjian', fileName: () => 'visitor.js' },
    },
  })
  writeFileSync(stamp, sources)
}

function hashOf(folder: string): string {
  const hash = createHash('sha256')
  for (const file of [...globSync('*.ts', { cwd: folder })].sort())
    hash
      .update(basename(file))
      .update('\0')
      .update(readFileSync(join(folder, file)))
      .update('\0')
  return hash.digest('hex')
}
