import Handlebars from 'handlebars'
import { addressHelpers } from './addresses.ts'
import { fileNameHelper, pictureHelper } from './pictures.ts'
import { htmlHelper, plainText } from './rich-text.ts'
import { rooted } from './rooted.ts'
import { inShanghai, shortened } from './words.ts'

type Helpers = Record<string, Handlebars.HelperDelegate>

/** What a template may call; there are no others, and none that reaches what the block was not given. */
const helpers: Helpers = {
  date: (value: unknown, form: unknown) => inShanghai(value, form === 'long' || form === 'short' ? form : 'usual'),
  time: (value: unknown) => inShanghai(value, 'time'),
  number: (value: unknown) => (typeof value === 'number' ? value.toLocaleString('zh-CN') : plainText(value)),
  excerpt: (value: unknown, most: unknown) => shortened(plainText(value), typeof most === 'number' ? most : 80),
  eq: (one: unknown, other: unknown) => one === other,
  and: (...given: unknown[]) => given.slice(0, -1).every(Boolean),
  or: (...given: unknown[]) => given.slice(0, -1).some(Boolean),
  not: (value: unknown) => !value,
  html: htmlHelper,
  picture: pictureHelper,
  fileName: fileNameHelper,
  ...addressHelpers,
}

export const valueHelpers: ReadonlySet<string> = new Set(Object.keys(helpers))
export const blockHelpers: ReadonlySet<string> = new Set(['if', 'unless', 'each', 'with'])

/** What is misspelt fails; nothing is looked up by a name that a value gives. */
export const compileOptions: CompileOptions = {
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: {
    ...{ if: true, unless: true, each: true, with: true, helperMissing: false, blockHelperMissing: false, log: false, lookup: false },
    ...Object.fromEntries([...valueHelpers].map(name => [name, true])),
  },
}

/** An environment of its own: helpers that someone else registers are not in it. */
const handlebars = Handlebars.create()
for (const name of ['log', 'lookup']) handlebars.unregisterHelper(name)
handlebars.registerHelper(helpers)

export type CompiledTemplate = (values: object, given: object) => string

const compiled = new Map<string, CompiledTemplate>()

/**
 * A plugin's template, compiled once. Compiling makes code of it, so only files of installed plugins ever come here: nothing that is
 * typed, stored or sent, which is at most a value that a template puts out (docs/decisions/0029-templates-of-plugins.md).
 */
export function templateOf(block: { name: string; template: string }): CompiledTemplate {
  const known = compiled.get(block.template)
  if (known) return known
  const program = rooted(handlebars.parse(block.template), name => valueHelpers.has(name))
  const run = handlebars.compile<object>(program, compileOptions)
  const made: CompiledTemplate = (values, given) => run(values, { data: given })
  compiled.set(block.template, made)
  return made
}
