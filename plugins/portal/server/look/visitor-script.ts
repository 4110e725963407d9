import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { places } from './places.ts'

/**
 * The script of visitors' pages, as `npm run build:web` made it of visitor/*.ts.
 * @throws Error where nothing was built
 */
export function visitorScript(): Buffer {
  const path = join(places.visitor, 'dist/visitor.js')
  if (!existsSync(path)) throw new Error(`${path} is missing: npm run build:web makes it`)
  return readFileSync(path)
}
