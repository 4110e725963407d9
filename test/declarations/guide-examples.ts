import { readFileSync } from 'node:fs'
import type { Json } from '../../core/declarations/model.ts'
import type { Files } from './plugin-folder.ts'

export const guide = readFileSync(new URL('../../docs/plugin-guide.md', import.meta.url), 'utf8')

/** Every JSON example of the guide, with the words behind ```json that say what it is. */
export const examples = [...guide.matchAll(/^```json (\S+)\n([\s\S]*?)^```$/gm)].map(([, kind, text]) => ({
  kind: kind!,
  content: JSON.parse(text!) as Json,
}))

/** The files that the walk writes over the scaffold's. */
export const walk: Files = Object.fromEntries(
  examples.filter(({ kind }) => kind.startsWith('plugins/')).map(({ kind, content }) => [kind.replace('plugins/', ''), content]),
)
