import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate, parse } from 'css-tree'
import { places } from './places.ts'

// In this order: what comes later may change what came before.
const sheets = [
  'tokens',
  'type',
  'layout',
  'headings',
  'parts',
  'buttons',
  'reading',
  'forms',
  'header',
  'navigation',
  'footer',
  'pieces',
  'texts',
  'behaviours',
  'art',
  'stately',
  'branch',
  'service',
  'campaign',
  'plain',
  'clean',
  'print',
]

let read: string | undefined

/** The stylesheet of all sites, made once: the same on the page and in the editor's canvas. Colours and fonts are those of a theme (`themeCss`). */
export const baseCss = (): string => (read ??= generate(parse(drawings() + sheets.map(sheetOf).join('\n'))))

const sheetOf = (name: string) => readFileSync(join(places.styles, `${name}.css`), 'utf8')

/** Drawings stand in the stylesheet itself: a mask from another origin would not be drawn in the editor's canvas. */
function drawings(): string {
  const names = readdirSync(join(places.styles, 'art'))
    .filter(file => file.endsWith('.svg'))
    .map(file => file.slice(0, -4))
    .sort()
  const propertyOf = (name: string) => (name.startsWith('icon-') ? `--dj-${name}` : `--dj-art-${name}`)
  const kept = names.map(name => `${propertyOf(name)}:url("${asDataUrl(readFileSync(join(places.styles, 'art', `${name}.svg`), 'utf8'))}")`)
  const classes = names.filter(name => name.startsWith('icon-')).map(name => `.dj-icon--${name.slice(5)}{--dj-icon:var(--dj-${name})}`)
  return `:root{${kept.join(';')}}\n${classes.join('\n')}\n`
}

const asDataUrl = (svg: string) =>
  `data:image/svg+xml,${svg
    .trim()
    .replaceAll('"', "'")
    .replace(/[<>#%]/g, letter => encodeURIComponent(letter))}`
