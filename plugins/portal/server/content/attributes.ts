import { fileOf, readAddress } from './addresses.ts'
import { unprintable } from './component.ts'
import { tags } from './tags.ts'

const everywhere = ['id', 'title', 'lang', 'role']
const longest = 2_000
/** What the visitors' script asks the server for is given by blocks alone. */
const notByHand = /^data-dj-(counts|count|reaction|comment|search|sign-in)$/
const number = /^\d{1,4}$/

const shapes: Readonly<Record<string, RegExp>> = {
  ...{ id: /^[A-Za-z][\w-]{0,63}$/, lang: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$/, role: /^[a-z]{1,30}$/ },
  ...{ target: /^_(blank|self)$/, rel: /^[a-z -]{0,60}$/, scope: /^(row|col|rowgroup|colgroup)$/ },
  ...{ width: number, height: number, colspan: number, rowspan: number, datetime: /^[\dTZ:+. -]{4,40}$/ },
  ...{ controls: /^(controls|true|)$/, preload: /^(none|metadata|auto)$/, open: /^(open|true|)$/ },
}

/** Whether the element may have the attribute at all. */
function isKnown(tag: string, name: string): boolean {
  if (everywhere.includes(name) || tags[tag]?.includes(name)) return true
  return /^aria-[a-z]{1,30}$/.test(name) || (/^data-dj-[a-z]{1,20}(-[a-z]{1,20}){0,2}$/.test(name) && !notByHand.test(name))
}

/** What is wrong with an attribute, in words; undefined where nothing is. */
export function wrongAttribute(tag: string, name: string, value: unknown): string | undefined {
  if (!isKnown(tag, name)) return `<${tag}> 不能有属性 ${name.slice(0, 40)}`
  if (!['string', 'number', 'boolean'].includes(typeof value)) return `属性 ${name} 应是文字`
  const text = String(value)
  if (text.length > longest || unprintable.test(text)) return `属性 ${name} 过长或含有不能显示的字符`
  if (name === 'href') return readAddress(text) ? undefined : '链接只能是网页、邮件、电话或本站内的地址'
  if (name === 'src' || name === 'poster') return text === '' || fileOf(text) ? undefined : '图片和视频只能用本站素材'
  return shapes[name] && !shapes[name].test(text) ? `属性 ${name} 的值不可用` : undefined
}
