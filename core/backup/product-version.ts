import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** As package.json states it, such as `0.1.0`. */
export const productVersion: string = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')).version
