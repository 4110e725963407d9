import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { places } from './places.ts'

const color = /^#(?:[\da-f]{3}|[\da-f]{6})$/i
const length = /^\d{1,4}px$/
const fonts = /^[\p{L}\d ,"-]{1,300}$/u

/** What a theme sets, and what a value of each looks like. Nothing else can be said by a theme, so nothing else can be put into a page by one. */
const tokens = {
  primary: color,
  'primary-dark': color,
  accent: color,
  text: color,
  muted: color,
  background: color,
  surface: color,
  line: color,
  'on-primary': color,
  font: fonts,
  'heading-font': fonts,
  radius: length,
  width: length,
  gap: length,
} as const

export type Token = keyof typeof tokens
export type Tokens = Record<Token, string>
export type Theme = { name: string; title: string; description: string; order: number; tokens: Tokens }
/** A site's own: a theme and what it changes of it. */
export type ChosenTheme = { preset?: string; tokens?: Partial<Record<string, string>> }

let read: readonly Theme[] | undefined

/** All themes in their order, read once. */
export const themes = (): readonly Theme[] => (read ??= readThemes())

const readThemes = () =>
  readdirSync(places.themes)
    .map(file => ({ name: file.slice(0, -5), ...(JSON.parse(readFileSync(join(places.themes, file), 'utf8')) as Omit<Theme, 'name'>) }))
    .sort((one, other) => one.order - other.order)

/** What is wrong with a site's theme: JSON pointers inside it, and a sentence for people. */
export function problemsOfTheme({ preset, tokens: changed = {} }: ChosenTheme): { pointer: string; detail: string }[] {
  const problems = Object.entries(changed).flatMap(([name, value]) => {
    if (!isToken(name)) return [{ pointer: `/tokens/${name}`, detail: '没有这个主题变量' }]
    return typeof value === 'string' && tokens[name].test(value) ? [] : [{ pointer: `/tokens/${name}`, detail: '这个值不能用在这里' }]
  })
  if (preset !== undefined && !themes().some(theme => theme.name === preset)) problems.push({ pointer: '/preset', detail: '没有这个主题' })
  return problems
}

/** The values of a site's theme; what is not right in it counts as not said. */
export function tokensOf({ preset, tokens: changed = {} }: ChosenTheme): Tokens {
  const theme = themes().find(one => one.name === preset) ?? themes()[0]!
  const right = Object.entries(changed).filter(([name, value]) => isToken(name) && typeof value === 'string' && tokens[name].test(value))
  return { ...theme.tokens, ...Object.fromEntries(right) }
}

/** `:root{--dj-primary:#b81217;…}`, to stand after the base stylesheet. */
export const themeCss = (chosen: ChosenTheme): string =>
  `:root{${Object.entries(tokensOf(chosen))
    .map(([name, value]) => `--dj-${name}:${value}`)
    .join(';')}}`

const isToken = (name: string): name is Token => Object.hasOwn(tokens, name)
