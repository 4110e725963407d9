import sanitize, { type Attributes, type IOptions, type Tag } from 'sanitize-html'

/** Whether a text may hold files of the store: only where a companion field holds them (`x-pictures-of`), or nobody could see them. */
export type PolicyOptions = { files: boolean }

/** What a text may be made of: no styles, no ids, nothing that runs, nothing from elsewhere but links that people follow themselves. */
const allowedTags = [
  ...['p', 'div', 'h2', 'h3', 'h4', 'br', 'hr', 'blockquote', 'pre', 'ul', 'ol', 'li'],
  ...['strong', 'em', 'u', 's', 'sub', 'sup', 'code', 'span', 'a', 'img', 'figure', 'figcaption', 'video'],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
]

/** Other names for the same; the page around a text has the one h1. */
const renamed: Readonly<Record<string, string>> = {
  ...{ h1: 'h2', h5: 'h4', h6: 'h4', b: 'strong', i: 'em', strike: 's', del: 's', ins: 'u', tt: 'code' },
  ...{ section: 'div', article: 'div', main: 'div', header: 'div', footer: 'div', aside: 'div', nav: 'div', address: 'div', center: 'div' },
  ...{ dl: 'div', dt: 'div', dd: 'div', form: 'div', fieldset: 'div', details: 'div', summary: 'div' },
}

/** What is no text for people: it goes with all that is in it, in whatever way a browser would read that. */
const nonTextTags = [
  ...['script', 'style', 'textarea', 'option', 'xmp', 'noscript', 'noembed', 'noframes', 'plaintext', 'template', 'title', 'head', 'xml'],
  ...['svg', 'math', 'iframe', 'object', 'applet', 'audio', 'canvas', 'map', 'frameset'],
]

/** Tags deeper than this are left out, and what they say stays. */
const deepest = 30

const blocks = new Set(['p', 'div', 'h2', 'h3', 'h4', 'li', 'th', 'td', 'figure'])
const alignments = new Set(['left', 'center', 'right', 'justify'])

/** Classes that the platform's own style sheets know, by where they may stand. */
const blockClasses = new Set(['dj-align-left', 'dj-align-center', 'dj-align-right', 'dj-align-justify', 'dj-indent'])
const spanClasses = new Set(['dj-accent'])

/**
 * A tag that goes while what is in it stays. It is let through and taken out at the end, because sanitize-html, told to leave out a tag that it
 * has just renamed, would close a later one by that name.
 */
const dropped: Tag = { tagName: 'dropped', attribs: {} }
const droppedTags = /<\/?dropped>/g

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const fileAddress = new RegExp(`^file:${uuid}$`)

/** What is left of a text that anybody may have written when all that the policy does not know is gone; the same again of what it gave. */
export function sanitizeHtml(text: string, { files }: PolicyOptions): string {
  return sanitize(text, files ? withFiles : withoutFiles).replace(droppedTags, '')
}

function policy(files: boolean): IOptions {
  return {
    allowedTags: [...allowedTags, dropped.tagName],
    // What stands there was made by `shape` alone.
    allowedAttributes: {
      '*': ['class'],
      a: ['href', 'target', 'rel'],
      img: ['src', 'alt', 'width', 'height'],
      video: ['src', 'poster', 'controls', 'playsinline', 'preload'],
      ol: ['start'],
      th: ['colspan', 'rowspan', 'scope'],
      td: ['colspan', 'rowspan'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel', 'file'],
    allowedSchemesAppliedToAttributes: ['href', 'src', 'poster'],
    allowProtocolRelative: false,
    nonTextTags,
    nestingLimit: deepest,
    disallowedTagsMode: 'discard',
    transformTags: { '*': (name, attributes) => shape(name, attributes, files) },
  }
}

function shape(name: string, attributes: Attributes, files: boolean): Tag {
  const tagName = Object.hasOwn(renamed, name) ? renamed[name]! : name
  const classed = withClasses(classesOf(name, tagName, attributes))
  switch (tagName) {
    case 'a':
      return linkOf(attributes, files)
    case 'img':
      return files ? pictureOf(attributes) : dropped
    case 'video':
      return files ? videoOf(attributes) : dropped
    case 'span':
      return classed.class ? { tagName, attribs: classed } : dropped
    case 'ol':
      return { tagName, attribs: numbers(attributes, ['start'], 10_000) }
    case 'th':
    case 'td':
      return { tagName, attribs: { ...numbers(attributes, ['colspan', 'rowspan'], 100), ...scopeOf(tagName, attributes), ...classed } }
    default:
      return { tagName, attribs: classed }
  }
}

/** Classes of ours, and alignment however it was said: `style` and `align` are what Word and WeChat write. */
function classesOf(name: string, tagName: string, attributes: Attributes): string[] {
  const written = (attributes['class'] ?? '').split(/\s+/)
  if (tagName === 'span') return written.filter(one => spanClasses.has(one))
  if (!blocks.has(tagName)) return []
  const own = written.filter(one => blockClasses.has(one))
  const aligned = own.some(one => one.startsWith('dj-align-'))
  const said =
    name === 'center' ? 'center' : (attributes['align'] ?? /(?:^|;)\s*text-align\s*:\s*([a-z]+)/i.exec(attributes['style'] ?? '')?.[1])
  const alignment = said?.toLowerCase()
  return !aligned && alignment && alignment !== 'left' && alignments.has(alignment) ? [...own, `dj-align-${alignment}`] : own
}

function withClasses(classes: string[]): Attributes {
  return classes.length > 0 ? { class: [...new Set(classes)].join(' ') } : {}
}

function linkOf({ href = '' }: Attributes, files: boolean): Tag {
  if (files && fileAddress.test(href.trim())) return { tagName: 'a', attribs: { href: href.trim() } }
  const address = addressOf(href)
  if (address === undefined) return dropped
  const elsewhere = address.startsWith('http')
  return { tagName: 'a', attribs: { href: address, ...(elsewhere ? { target: '_blank', rel: 'noopener noreferrer' } : {}) } }
}

const longestAddress = 2_000

/** The address as a browser reads it, where it leads to a page, a mailbox or a telephone. One with a name before an @ pretends to be another. */
function addressOf(written: string): string | undefined {
  if (written.length > longestAddress) return undefined
  const url = URL.parse(written)
  if (!url || !['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol) || url.username || url.password) return undefined
  return url.href
}

const longestAlternative = 300

/** A picture always says what it shows, or by an empty `alt` that it is decoration. */
function pictureOf(attributes: Attributes): Tag {
  const src = (attributes['src'] ?? '').trim()
  if (!fileAddress.test(src)) return dropped
  const alt = (attributes['alt'] ?? '').slice(0, longestAlternative).toWellFormed()
  return { tagName: 'img', attribs: { src, alt, ...numbers(attributes, ['width', 'height'], 10_000) } }
}

function videoOf({ src = '', poster = '' }: Attributes): Tag {
  if (!fileAddress.test(src.trim())) return dropped
  const still: Attributes = fileAddress.test(poster.trim()) ? { poster: poster.trim() } : {}
  return { tagName: 'video', attribs: { src: src.trim(), ...still, controls: '', playsinline: '', preload: 'metadata' } }
}

function numbers(attributes: Attributes, names: string[], most: number): Attributes {
  const sound = names.filter(name => /^[1-9]\d{0,4}$/.test(attributes[name] ?? '') && Number(attributes[name]) <= most)
  return Object.fromEntries(sound.map(name => [name, attributes[name]!]))
}

function scopeOf(tagName: string, { scope }: Attributes): Attributes {
  return tagName === 'th' && (scope === 'row' || scope === 'col') ? { scope } : {}
}

const withFiles = policy(true)
const withoutFiles = policy(false)
