import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mistake } from './declaration-error.ts'
import { type Declared, readFile, shown } from './declared-file.ts'

export type ReadText = { file: string; text: string }

/** A block's folder: what it is, and the two texts beside it. */
export type DeclaredBlock = { declared: Declared; template: ReadText; style?: ReadText }

/** Reads `blocks/<name>/` of a plugin. Of core, whose code stands in the same folder, those with a block.json. */
export function readBlocks(folder: string, mistakes: Mistake[]): Map<string, DeclaredBlock> {
  const found = new Map<string, DeclaredBlock>()
  if (!existsSync(folder)) return found
  const names = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory() && hasBlock(join(folder, entry.name)))
  for (const { name } of names.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = (file: string) => join(folder, name, file)
    if (!/^[a-z][a-z0-9-]{0,40}$/.test(name))
      mistakes.push({
        file: shown(join(folder, name)),
        pointer: '',
        message: `${name} cannot be the name of a block`,
        remedy: 'name the folder in small letters, digits and hyphens: honor-wall',
      })
    const declared = existsSync(path('block.json')) ? readFile(path('block.json'), 'block', mistakes) : missing(path('block.json'))
    const template = existsSync(path('template.hbs')) ? read(path('template.hbs')) : missing(path('template.hbs'))
    const style = existsSync(path('style.css')) ? read(path('style.css')) : undefined
    if (declared && template) found.set(name, { declared, template, style })
  }
  return found

  function missing(path: string): undefined {
    mistakes.push({
      file: shown(path),
      pointer: '',
      message: 'this file is missing',
      remedy: 'a block has block.json, which says what it shows, and template.hbs, which says how',
    })
  }
}

function hasBlock(folder: string): boolean {
  return ['block.json', 'template.hbs', 'style.css'].some(file => existsSync(join(folder, file)))
}

function read(path: string): ReadText {
  return { file: shown(path), text: readFileSync(path, 'utf8') }
}
