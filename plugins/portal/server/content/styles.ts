import { type CssNode, generate, lexer, parse, walk } from 'css-tree'
import { fileOf } from './addresses.ts'
import { isObject, type Rule } from './component.ts'

const sides = ['top', 'right', 'bottom', 'left']
const corners = ['top-left', 'top-right', 'bottom-left', 'bottom-right']

/** What a rule may say of how something looks. None of them lets a page lay itself over what is not its own, move, or fetch. */
const properties: ReadonlySet<string> = new Set([
  ...'align-content align-items align-self aspect-ratio background background-color background-image background-position background-repeat background-size'.split(
    ' ',
  ),
  ...'border border-collapse border-color border-radius border-spacing border-style border-width bottom box-shadow box-sizing clear color column-gap columns'.split(
    ' ',
  ),
  ...'cursor display flex flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap float font-family font-size font-style font-weight gap grid-auto-columns'.split(
    ' ',
  ),
  ...'grid-auto-flow grid-auto-rows grid-column grid-row grid-template-columns grid-template-rows height inset justify-content justify-items justify-self left'.split(
    ' ',
  ),
  ...'letter-spacing line-height list-style-type margin max-height max-width min-height min-width object-fit object-position opacity order overflow overflow-wrap'.split(
    ' ',
  ),
  ...'overflow-x overflow-y padding place-content place-items position right row-gap text-align text-decoration text-decoration-color text-decoration-line'.split(
    ' ',
  ),
  ...'text-indent text-overflow text-shadow text-transform top transform vertical-align visibility white-space width word-break writing-mode z-index'.split(
    ' ',
  ),
  ...sides.flatMap(side => [`margin-${side}`, `padding-${side}`, `border-${side}`]),
  ...sides.flatMap(side => [`border-${side}-color`, `border-${side}-style`, `border-${side}-width`]),
  ...corners.map(corner => `border-${corner}-radius`),
])

const functions: ReadonlySet<string> = new Set(
  'rgb rgba hsl hsla var calc clamp min max linear-gradient repeat minmax translate translatex translatey scale scalex scaley rotate fit-content'.split(
    ' ',
  ),
)

const nodes: ReadonlySet<string> = new Set(
  'Value Identifier Number Dimension Percentage Hash Operator Parentheses Function Url Ratio String'.split(' '),
)

const longestValue = 1_000
const selector = /^(#[A-Za-z][\w-]{0,63}|\.(dj|g)-[\w-]{1,60})$/
const media = /^\((max|min)-width: ?\d{2,4}px\)$/
const states: ReadonlySet<string> = new Set(['hover', 'focus'])

/** Whose look a rule tells, as CSS; undefined where it is nothing that a rule may speak of. Together they mean what has all of them. */
export function selectorOf({ selectors, state, media: condition }: Partial<Rule>): string | undefined {
  if (!Array.isArray(selectors) || selectors.length < 1 || selectors.length > 6) return undefined
  if (!selectors.every(one => typeof one === 'string' && selector.test(one))) return undefined
  if (condition !== undefined && (typeof condition !== 'string' || !media.test(condition))) return undefined
  if (state !== undefined && !states.has(state)) return undefined
  // An id first: `.a#b` and `#b.a` are the same, and read better so.
  return `${[...selectors].sort().join('')}${state ? `:${state}` : ''}`
}

/** What is wrong with a rule: the names that stand at fault within it, with words. */
export function wrongInRule(rule: unknown): { at: string; detail: string }[] {
  if (!isObject(rule)) return [{ at: '', detail: '样式应是对象' }]
  const unknown = Object.keys(rule).filter(name => !['selectors', 'state', 'media', 'style'].includes(name))
  const wrong = unknown.map(name => ({ at: `/${pointerTo(name)}`, detail: `样式里不能有 ${name.slice(0, 40)}` }))
  if (selectorOf(rule as Partial<Rule>) === undefined)
    wrong.push({ at: '/selectors', detail: '样式只能针对本页的元素，状态和屏宽只能是常用的几种' })
  if (!isObject(rule['style'])) return [...wrong, { at: '/style', detail: '缺少样式内容' }]
  for (const [name, value] of Object.entries(rule['style'])) {
    if (styleValue(name, value) === undefined)
      wrong.push({ at: `/style/${pointerTo(name)}`, detail: `样式 ${name.slice(0, 40)} 的值不可用` })
  }
  return wrong
}

/** The files that a rule shows. */
export function filesOfRule({ style }: Rule): string[] {
  return Object.values(style).flatMap(value =>
    [...String(value).matchAll(/url\(\s*["']?(file:[^"')\s]+)/g)].flatMap(([, at]) => fileOf(at!) ?? []),
  )
}

/** A value as it is written into a style sheet, put together anew from what was understood of it; undefined where it is none that a page may have. */
export function styleValue(name: string, value: unknown, addressOf: (file: string) => string = file => file): string | undefined {
  if (
    !properties.has(name) ||
    typeof value !== 'string' ||
    value.length > longestValue ||
    /[\p{Cc}\\<>{};@!`\ue000\ue001]|\/\*/u.test(value)
  )
    return undefined
  const tree = parsed(value)
  if (!tree || !isHarmless(tree, name) || !isKnownValue(tree, name)) return undefined
  walk(tree, node => {
    if (node.type === 'Url') node.value = addressOf(fileOf(node.value)!)
  })
  return generate(tree)
}

function parsed(value: string): CssNode | undefined {
  const mistakes: unknown[] = []
  try {
    const tree = parse(value, { context: 'value', onParseError: mistake => mistakes.push(mistake) })
    return mistakes.length === 0 ? tree : undefined
  } catch {
    // Not CSS at all.
    return undefined
  }
}

function isHarmless(tree: CssNode, property: string): boolean {
  let harmless = true
  walk(tree, node => {
    if (!nodes.has(node.type)) harmless = false
    if (node.type === 'Function' && !functions.has(node.name.toLowerCase())) harmless = false
    if (node.type === 'String' && property !== 'font-family') harmless = false
    if (node.type === 'Url' && (property !== 'background-image' || !fileOf(node.value))) harmless = false
    if (node.type === 'Identifier' && node.name.startsWith('--') && !/^--dj-[a-z-]{1,40}$/.test(node.name)) harmless = false
  })
  return harmless
}

/** By the grammar of CSS, where that can be said; and nothing that leaves its place or covers what is not its own. */
function isKnownValue(tree: CssNode, property: string): boolean {
  const text = generate(tree).toLowerCase()
  if (property === 'position') return ['static', 'relative', 'absolute', 'sticky'].includes(text)
  if (property === 'z-index') return /^(auto|-1|\d|10)$/.test(text)
  return /\bvar\(/.test(text) || lexer.matchProperty(property, tree).error === null
}

function pointerTo(name: string): string {
  return name.slice(0, 60).replaceAll('~', '~0').replaceAll('/', '~1')
}
