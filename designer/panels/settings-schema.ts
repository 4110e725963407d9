import type { Component } from 'grapesjs'
import type { Json } from '../../core/declarations/model.ts'
import type { WidgetFor } from '../../runtime-web/admin/form/schema-screen.ts'
import { toShown, toStored } from '../content/file-addresses.ts'
import { wordsIn } from '../content/kinds.ts'
import type { StoredComponent } from '../content/page-content.ts'
import type { DynamicBlock } from '../site/library.ts'

/** What can be set at a component, as a JSON Schema; how its values are read, and how changed ones are taken over. */
export type Settings = { schema: Json; values: Json; apply(values: Json): void }

const named = { name: { title: '备注名', description: '只在编辑时看到', type: 'string', maxLength: 30 } }
const link = { href: { title: '链接到', type: 'string', format: 'link', maxLength: 500 } }
const alternative = {
  alt: { title: '文字说明', description: '给看不到图片的人：图里是什么', type: 'string', maxLength: 200 },
}

/** Which widget a setting has, by what it is for. */
export const widgetFor: WidgetFor = schema => {
  const { items, format } = schema as { items?: Json; format?: string }
  if (isColumn(schema)) return { widget: 'portal/column', kind: 'text' }
  if (items && isColumn(items)) return { widget: 'portal/columns', kind: 'texts' }
  if (schema['x-file']) return { widget: 'portal/picture', kind: 'text' }
  return format === 'link' ? { widget: 'portal/link', kind: 'text' } : undefined
}

const isColumn = (schema: Json): boolean => schema['x-relation'] === 'portal/column'

export function settingsOf(component: Component, blocks: DynamicBlock[]): Settings {
  if (component.is('block')) return ofBlock(component, blocks)
  if (component.is('picture')) return ofPicture(component)
  if (component.is('film')) return ofFilm(component)
  if (component.is('text') || component.is('text-link')) return ofText(component)
  return ofElement(component)
}

function ofBlock(component: Component, blocks: DynamicBlock[]): Settings {
  const declared = blocks.find(one => one.name === component.get('block'))
  const schema = (declared?.settings ?? {}) as Json
  return {
    schema: { ...schema, properties: { ...((schema['properties'] as Json | undefined) ?? {}) } },
    values: (component.get('settings') ?? {}) as Json,
    apply: values => void component.set('settings', values),
  }
}

function ofPicture(component: Component): Settings {
  const { src, alt } = component.getAttributes() as Record<string, string | undefined>
  return {
    schema: {
      required: ['alt'],
      properties: {
        src: { title: '图片', type: 'string', 'x-file': { types: ['image/*'] } },
        decorative: { title: '仅作装饰', description: '不表达内容的图片，朗读时跳过', type: 'boolean' },
        alt: { ...alternative.alt, 'x-visible': 'decorative != true' },
      },
    },
    values: { ...(src ? { src: fileOf(src) } : {}), ...(alt ? { alt } : {}), decorative: src !== undefined && alt === '' },
    apply(values) {
      const file = values['src'] as string | undefined
      setAttributes(component, {
        src: file && toShown(`file:${file}`),
        // Decoration says so by an alternative text that is empty.
        alt: values['decorative'] === true ? '' : (values['alt'] as string | undefined),
      })
    },
  }
}

function ofFilm(component: Component): Settings {
  const { src, poster } = component.getAttributes() as Record<string, string | undefined>
  return {
    schema: {
      properties: {
        src: { title: '视频', type: 'string', 'x-file': { types: ['video/mp4', 'video/webm'] } },
        poster: { title: '封面', type: 'string', 'x-file': { types: ['image/*'] } },
      },
    },
    values: { ...(src ? { src: fileOf(src) } : {}), ...(poster ? { poster: fileOf(poster) } : {}) },
    apply({ src: film, poster: cover }) {
      const address = (file: unknown) => (typeof file === 'string' ? toShown(`file:${file}`) : undefined)
      setAttributes(component, { src: address(film), poster: address(cover), controls: 'controls' })
    },
  }
}

/** Words without marks in them are set here as well; a heading's level too. */
function ofText(component: Component): Settings {
  const tag = String(component.get('tagName'))
  const isHeading = /^h[2-6]$/.test(tag)
  const words = plainWords(component)
  const { href, target } = component.getAttributes() as Record<string, string | undefined>
  const isLink = tag === 'a'
  return {
    schema: {
      properties: {
        ...(words === undefined ? {} : { words: { title: '文字', type: 'string', format: 'text', maxLength: 5000 } }),
        ...(isLink ? { ...link, blank: { title: '在新窗口打开', type: 'boolean' } } : {}),
        ...(isHeading ? { level: { title: '标题级别', type: 'string', oneOf: headingLevels } } : {}),
        ...named,
      },
    },
    values: {
      ...(words ? { words } : {}),
      ...(isLink ? { ...(href ? { href } : {}), blank: target === '_blank' } : {}),
      ...(isHeading ? { level: tag } : {}),
      ...nameIn(component),
    },
    apply(values) {
      if (words !== undefined && (values['words'] ?? '') !== words) setWords(component, String(values['words'] ?? ''))
      if (isLink) setAttributes(component, linkOf(values))
      if (isHeading && values['level'] && values['level'] !== tag) component.set('tagName', String(values['level']))
      component.set('name', String(values['name'] ?? ''))
    },
  }
}

const headingLevels = [2, 3, 4, 5, 6].map(level => ({ const: `h${level}`, title: `${level - 1} 级标题` }))

function ofElement(component: Component): Settings {
  const isLink = component.get('tagName') === 'a'
  const attributes = component.getAttributes() as Record<string, string | undefined>
  const moves = attributes['data-dj-slides'] !== undefined || attributes['data-dj-ticker'] !== undefined
  return {
    schema: {
      properties: {
        ...(isLink ? { ...link, blank: { title: '在新窗口打开', type: 'boolean' } } : {}),
        ...(moves ? { interval: { title: '间隔秒数', type: 'integer', minimum: 2, maximum: 60 } } : {}),
        ...named,
      },
    },
    values: {
      ...(isLink && attributes['href'] ? { href: attributes['href'] } : {}),
      ...(isLink ? { blank: attributes['target'] === '_blank' } : {}),
      ...(moves && attributes['data-dj-interval'] ? { interval: Number(attributes['data-dj-interval']) } : {}),
      ...nameIn(component),
    },
    apply(values) {
      if (isLink) setAttributes(component, linkOf(values))
      if (moves) setAttributes(component, { 'data-dj-interval': values['interval'] === undefined ? undefined : String(values['interval']) })
      component.set('name', String(values['name'] ?? ''))
    },
  }
}

const nameIn = (component: Component): Json => {
  const name = String(component.get('name') ?? '')
  return name ? { name } : {}
}

const linkOf = ({ href, blank }: Json): Record<string, string | undefined> => ({
  href: typeof href === 'string' ? href : undefined,
  target: blank === true ? '_blank' : undefined,
  rel: blank === true ? 'noopener' : undefined,
})

const fileOf = (address: string): string => toStored(address).replace(/^file:/, '')

/** Takes over what is given; what is undefined goes. */
function setAttributes(component: Component, given: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) component.removeAttributes(name)
    else if (component.getAttributes()[name] !== value) component.addAttributes({ [name]: value })
  }
}

/** The words of a text that has nothing but words and line breaks; undefined of any other. */
function plainWords(component: Component): string | undefined {
  let words = ''
  for (const child of component.components().models) {
    if (child.is('textnode')) words += wordsIn({ type: 'textnode', content: String(child.get('content') ?? '') } satisfies StoredComponent)
    else if (child.get('tagName') === 'br') words += '\n'
    else return undefined
  }
  return words
}

function setWords(component: Component, words: string): void {
  component.components(
    words
      .split('\n')
      .flatMap((line, at) => [...(at > 0 ? [{ tagName: 'br' }] : []), ...(line ? [{ type: 'textnode', content: line }] : [])]),
  )
}
