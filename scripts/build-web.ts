import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'vite'
import { buildVisitorScripts } from './build-visitor-scripts.ts'

// Builds the admin, and the scripts of visitors' pages, where their sources have changed since the last time; otherwise it is done in a moment.
const root = resolve(import.meta.dirname, '..')
const admin = join(root, 'runtime-web/admin')
const folder = join(admin, 'dist')
const stamp = join(folder, '.built-from')

const sources = hashOfSources()
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== sources) {
  await build({ configFile: join(admin, 'vite.config.ts'), logLevel: 'warn' })
  compressAll()
  writeFileSync(stamp, sources)
}
await buildVisitorScripts()

function hashOfSources(): string {
  const patterns = [
    'runtime-web/**/*.{ts,tsx,css,html,svg}',
    'designer/**/*',
    'plugins/*/admin/**/*',
    'core/**/*.ts',
    'docs/sso.md',
    'package-lock.json',
  ]
  const files = globSync(patterns, { cwd: root, exclude: ['**/dist/**', '**/node_modules/**'] }).sort()
  const hash = createHash('sha256')
  for (const file of files) {
    const path = join(root, file)
    if (statSync(path).isFile()) hash.update(file).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

/** Once here, in place of at every request. */
function compressAll(): void {
  for (const file of globSync('**/*.{js,css,svg,html}', { cwd: folder })) {
    const path = join(folder, file)
    const content = readFileSync(path)
    if (content.length < 1_024) continue
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
  }
}
