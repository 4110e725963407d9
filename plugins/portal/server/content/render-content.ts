import type { Json } from '../../../../core/index.ts'
import { fileOf, readAddress } from './addresses.ts'
import { wrongAttribute } from './attributes.ts'
import { deepest } from './check-content.ts'
import { type Component, type Content, isObject, type Rule, unprintable } from './component.ts'
import { baseHole, blockHole, escaped, fileHole, holeFor } from './skeleton.ts'
import { selectorOf, styleValue } from './styles.ts'
import { empty, fits, holdsText, outermost, type Place, tagOf, tags, within } from './tags.ts'

/** A block of a page with its settings, by its place in the skeleton. */
export type PlacedBlock = { block: string; settings: Json }

export type Rendered = { html: string; blocks: PlacedBlock[] }

/** Pictures before this many are seen without scrolling, and fetched at once. */
const eagerPictures = 2
const widths = [320, 640, 1280, 1920]

/**
 * Turns a page into the skeleton of its HTML. By the same list that pages are checked with: whatever is not on it is left out, wherever it came from. Nothing is
 * written that was not put together here.
 */
export function renderContent(content: Content): Rendered {
  const blocks: PlacedBlock[] = []
  let pictures = 0
  return { html: all(content.components, outermost), blocks }

  function all(components: unknown, place: Place): string {
    return Array.isArray(components) ? components.map(one => (isObject(one) ? component(one as Component, place) : '')).join('') : ''
  }

  function component(one: Component, place: Place): string {
    if (one.type === 'textnode') return holdsText(place) ? textOf(one.content) : ''
    const tag = tagOf(one)
    const isBlock = one.type === 'block'
    if (!Object.hasOwn(tags, tag) || !fits(tag, isBlock, place) || place.depth > deepest) return ''
    if (isBlock) return block(one)
    if (tag === 'img') return picture(one)
    if (tag === 'video') return video(one)
    const opening = `<${tag}${attributesOf(tag, one)}>`
    return empty.has(tag) ? opening : `${opening}${all(one.components, within(tag, place))}</${tag}>`
  }

  function block(one: Component): string {
    if (typeof one.block !== 'string') return ''
    const at = blocks.push({ block: one.block, settings: isObject(one.settings) ? one.settings : {} }) - 1
    return `<div${attributesOf('div', one)}>${blockHole(at)}</div>`
  }

  function picture(one: Component): string {
    const file = fileIn(one, 'src')
    if (!file) return ''
    const width = Number(one.attributes?.['width'])
    const sizes = width > 0 ? `(max-width: 767px) 100vw, ${width}px` : '(max-width: 767px) 100vw, 1200px'
    const srcset = widths.map(each => `${fileHole(file)}?width=${each} ${each}w`).join(', ')
    const loading = pictures++ < eagerPictures ? '' : ' loading="lazy"'
    return `<img src="${fileHole(file)}?width=1280" srcset="${srcset}" sizes="${sizes}"${loading} decoding="async"${attributesOf('img', { ...one, attributes: { alt: '', ...one.attributes } })}>`
  }

  function video(one: Component): string {
    const file = fileIn(one, 'src')
    if (!file) return ''
    const poster = fileIn(one, 'poster')
    const shown = poster ? ` poster="${fileHole(poster)}?width=1280"` : ''
    return `<video src="${fileHole(file)}"${shown} controls preload="none" playsinline${attributesOf('video', one)}></video>`
  }

  function attributesOf(tag: string, { attributes, classes }: Component): string {
    const names = Array.isArray(classes) ? classes.filter(name => typeof name === 'string' && /^(dj|g)-[\w-]{1,60}$/.test(name)) : []
    const written = Object.entries(isObject(attributes) ? attributes : {}).map(([name, value]) => attribute(tag, name, value))
    const opens = tag === 'a' && attributes?.['target'] === '_blank' ? ' rel="noopener noreferrer"' : ''
    return `${names.length > 0 ? ` class="${names.join(' ')}"` : ''}${written.join('')}${opens}`
  }

  function attribute(tag: string, name: string, value: unknown): string {
    if (['src', 'poster', 'rel', 'controls', 'preload'].includes(name) || wrongAttribute(tag, name, value) !== undefined || value === false)
      return ''
    const text = String(value)
    if (name === 'href') {
      const address = hrefOf(text)
      return address === undefined ? '' : ` href="${address}"`
    }
    return name === 'open' ? ' open' : ` ${name}="${escaped(text)}"`
  }
}

/** The address of a link as it is written into a skeleton; undefined for what leads nowhere. */
function hrefOf(typed: string): string | undefined {
  const address = readAddress(typed)
  if (!address) return undefined
  if (address.kind === 'elsewhere' || address.kind === 'here') return escaped(address.href)
  if (address.kind === 'below') return `${baseHole}${escaped(address.path)}`
  if (address.kind === 'file') return fileHole(address.id)
  if (address.kind === 'article') return `${baseHole}articles/${address.id}${address.hash}`
  return `${holeFor(address.kind, address.id)}${address.hash}`
}

/** The rules of a page as CSS, each for what stands in `container` alone. Left out is whatever is not on the list. */
export function renderStyles(styles: unknown, container: string): string {
  if (!Array.isArray(styles)) return ''
  return styles
    .map((rule: Rule) => {
      const selector = isObject(rule) ? selectorOf(rule) : undefined
      if (selector === undefined || !isObject(rule.style)) return ''
      const said = Object.entries(rule.style).flatMap(([name, value]) => {
        const written = styleValue(name, value, file => `${fileHole(file)}?width=1920`)
        return written === undefined ? [] : [`${name}:${written}`]
      })
      if (said.length === 0) return ''
      const css = `${container} ${selector}{${said.join(';')}}`
      return rule.media ? `@media ${rule.media}{${css}}` : css
    })
    .join('\n')
}

function fileIn({ attributes }: Component, name: string): string | undefined {
  const value = attributes?.[name]
  return typeof value === 'string' ? fileOf(value) : undefined
}

function textOf(said: unknown): string {
  return typeof said === 'string' ? escaped(said.replace(new RegExp(unprintable, 'gu'), '')) : ''
}
