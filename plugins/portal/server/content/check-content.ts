import { fileOf, readAddress } from './addresses.ts'
import { wrongAttribute } from './attributes.ts'
import { type Component, isObject, type Rule, unprintable } from './component.ts'
import { filesOfRule, wrongInRule } from './styles.ts'
import { empty, fits, holdsText, outermost, type Place, tagOf, tags, within } from './tags.ts'

export type Wrong = { pointer: string; code: string; detail: string }

/** What a page names outside of itself. */
export type Uses = {
  /** Each with the place that shows it; a block's settings may mean something else than a file by an id, and tell none. */
  files: Map<string, string | undefined>
  blocks: Set<string>
}

/** What is wrong with the settings of a block; pointers are those within the settings. */
export type CheckSettings = (block: string, settings: Record<string, unknown>) => readonly Wrong[]

export const mostBytes = 2 * 1_048_576
export const mostComponents = 5_000
/** Rules that a page may have. */
export const mostRules = 5_000
export const deepest = 32
/** Who has made so many mistakes at once has sent something else than a page. */
const mostTold = 50

const ownKeys = ['type', 'tagName', 'attributes', 'classes', 'components', 'content', 'block', 'settings', 'name']
const className = /^(dj|g)-[\w-]{1,60}$/
const typeName = /^[a-z][\w-]{0,40}$/i

/** Checks a page against the list of what pages may hold. All that is not on it is refused, with a pointer to where it stands. */
export function checkContent(content: unknown, checkSettings: CheckSettings): { wrong: Wrong[]; uses: Uses } {
  const uses: Uses = { files: new Map(), blocks: new Set() }
  const wrong: Wrong[] = []
  const note = (pointer: string, detail: string, code = 'not-allowed'): undefined => {
    if (wrong.length < mostTold) wrong.push({ pointer, code, detail })
  }
  if (content === null || content === undefined) return { wrong, uses }
  if (!isObject(content)) return { wrong: [{ pointer: '', code: 'not-allowed', detail: '内容应是对象' }], uses }
  if (isTooDeep(content)) return { wrong: [{ pointer: '', code: 'too-deep', detail: `元素嵌套超过了 ${deepest} 层` }], uses }
  if (Buffer.byteLength(JSON.stringify(content)) > mostBytes)
    return { wrong: [{ pointer: '', code: 'too-large', detail: '页面内容超过了 2 MB' }], uses }
  let count = 0

  const { components = [], styles = [] } = content as { components?: unknown; styles?: unknown }
  if (Array.isArray(components)) for (const [at, one] of components.entries()) component(one, `/components/${at}`, outermost)
  else note('/components', '元素应是列表')
  if (Array.isArray(styles) && styles.length > mostRules) note('/styles', `页面超过了 ${mostRules} 条样式`, 'too-many')
  else if (Array.isArray(styles)) for (const [at, one] of styles.entries()) style(one, `/styles/${at}`)
  else note('/styles', '样式应是列表')
  return { wrong, uses }

  function component(one: unknown, pointer: string, place: Place): undefined {
    if (++count > mostComponents)
      return count === mostComponents + 1 ? note(pointer, `页面超过了 ${mostComponents} 个元素`, 'too-many') : undefined
    if (!isObject(one)) return note(pointer, '元素应是对象')
    for (const key of Object.keys(one)) if (!ownKeys.includes(key)) note(`${pointer}/${pointerTo(key)}`, `元素里不能有 ${key.slice(0, 40)}`)
    const { type, tagName, name } = one
    if (type !== undefined && (typeof type !== 'string' || !typeName.test(type))) return note(`${pointer}/type`, '不认识这种元素')
    if (name !== undefined && (typeof name !== 'string' || name.length > 100 || unprintable.test(name)))
      note(`${pointer}/name`, '名称不可用')
    if (type === 'textnode') return text(one, pointer, place)
    if (one['content'] !== undefined && one['content'] !== '') note(`${pointer}/content`, '只有文字可以有内容')
    if (tagName !== undefined && (typeof tagName !== 'string' || !Object.hasOwn(tags, tagName)))
      return note(`${pointer}/tagName`, `不能使用元素 <${String(tagName).slice(0, 40)}>`)
    const tag = tagOf(one as Component)
    const isBlock = type === 'block'
    if (!fits(tag, isBlock, place))
      note(pointer, isBlock ? '动态区块不能放在文字、链接或表格的行里' : `<${tag}> 不能放在 <${place.parent ?? 'body'}> 里的这个位置`)
    attributes(one['attributes'], tag, `${pointer}/attributes`)
    classes(one['classes'], `${pointer}/classes`)
    if (isBlock) block(one, pointer)
    else if (one['block'] !== undefined || one['settings'] !== undefined) note(`${pointer}/block`, '只有动态区块可以有设置')
    children(one['components'], { tag, isBlock, pointer: `${pointer}/components`, place })
  }

  function children(
    list: unknown,
    { tag, isBlock, pointer, place }: { tag: string; isBlock: boolean; pointer: string; place: Place },
  ): undefined {
    if (list === undefined) return
    if (!Array.isArray(list)) return note(pointer, '元素应是列表')
    if (list.length > 0 && (isBlock || empty.has(tag))) return note(pointer, isBlock ? '动态区块里不能有元素' : `<${tag}> 里不能有元素`)
    const inner = within(tag, place)
    for (const [at, one] of list.entries()) component(one, `${pointer}/${at}`, inner)
  }

  function text({ content: said }: Record<string, unknown>, pointer: string, place: Place): undefined {
    if (typeof said !== 'string') return note(`${pointer}/content`, '文字应有内容')
    if (unprintable.test(said)) note(`${pointer}/content`, '文字里有不能显示的字符')
    if (!holdsText(place) && said.trim() !== '') note(pointer, `文字不能直接放在 <${place.parent}> 里`)
  }

  function attributes(given: unknown, tag: string, pointer: string): undefined {
    if (given !== undefined && !isObject(given)) return note(pointer, '属性应是对象')
    const held = given ?? {}
    for (const [name, value] of Object.entries(held)) {
      const detail = wrongAttribute(tag, name, value)
      if (detail) note(`${pointer}/${pointerTo(name)}`, detail)
      else named(name, String(value), `${pointer}/${name}`)
    }
    if (tag === 'img' && held['src'] && held['alt'] === undefined)
      note(`${pointer}/alt`, '请填写图片的文字说明；仅作装饰的，说明留空', 'no-alt')
  }

  function named(name: string, value: string, pointer: string): undefined {
    const address = ['href', 'src', 'poster'].includes(name) ? readAddress(value) : undefined
    if (address?.kind === 'file') uses.files.set(address.id, pointer)
  }

  function classes(given: unknown, pointer: string): undefined {
    if (given === undefined) return
    if (!Array.isArray(given) || given.length > 30) return note(pointer, '样式类应是列表')
    for (const [at, one] of given.entries())
      if (typeof one !== 'string' || !className.test(one)) note(`${pointer}/${at}`, '不能使用这个样式类')
  }

  function block({ block: name, settings = {} }: Record<string, unknown>, pointer: string): undefined {
    if (typeof name !== 'string') return note(`${pointer}/block`, '请选择动态区块')
    if (!isObject(settings)) return note(`${pointer}/settings`, '设置应是对象')
    uses.blocks.add(name)
    for (const one of checkSettings(name, settings)) note(`${pointer}/settings${one.pointer}`, one.detail, one.code)
    for (const said of textsIn(settings)) {
      const file = fileOf(said) ?? fileOf(`file:${said}`)
      if (file && !uses.files.has(file)) uses.files.set(file, undefined)
    }
  }

  function style(rule: unknown, pointer: string): undefined {
    const found = wrongInRule(rule)
    for (const { at, detail } of found) note(`${pointer}${at}`, detail)
    if (found.length === 0) for (const file of filesOfRule(rule as Rule)) uses.files.set(file, `${pointer}/style`)
  }
}

/** Without going down itself: what is too deep is too deep for that as well. An element takes two levels, itself and the list that it stands in. */
function isTooDeep(content: unknown): boolean {
  let level: unknown[] = [content]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > 2 * deepest + 2) return true
    level = level.flatMap(one => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return false
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

function pointerTo(name: string): string {
  return name.slice(0, 60).replaceAll('~', '~0').replaceAll('/', '~1')
}
