import Handlebars from 'handlebars'
import { textOfHtml } from '../html/plain-text.ts'
import { addressesIn } from './addresses.ts'
import { pictureTag } from './pictures.ts'

/** The value of a field of format html: cleaned when it was written, and put out as it is only as such a value. */
export class CleanHtml {
  readonly html: string

  constructor(html: string) {
    this.html = html
  }

  toString(): string {
    return textOfHtml(this.html)
  }
}

/** A value as text: of rich text what can be read in it. */
export function plainText(value: unknown): string {
  return value === null || value === undefined ? '' : String(value)
}

/** `{{html field}}`: rich text, with its pictures and links at the addresses of this page. What is no such field is a text like any other. */
export function htmlHelper(value: unknown, options: Handlebars.HelperOptions): Handlebars.SafeString | string {
  if (!(value instanceof CleanHtml)) return plainText(value)
  return new Handlebars.SafeString(addressed(value.html, options))
}

function addressed(html: string, options: Handlebars.HelperOptions): string {
  const { href } = addressesIn(options)
  return html
    .replace(/<img\b([^>]*?)\ssrc="file:([0-9a-f-]{36})"([^>]*?)\s*\/?>/g, (_img, before: string, id: string, after: string) =>
      pictureTag(options, id, { attributes: attributesOf(`${before} ${after}`) }),
    )
    .replace(/\s(href|src|poster)="([^"]*)"/g, (whole, name: string, typed: string) => {
      if (name === 'src' && !typed.startsWith('file:')) return whole
      const address = href(unescaped(typed))
      return address === undefined ? '' : ` ${name}="${Handlebars.escapeExpression(address)}"`
    })
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, unescaped(value!)]))
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', '#39': "'", '#x27': "'" }

/** The entities that cleaned html has. */
function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|nbsp|#39|#x27);/g, (_whole, name: string) => entities[name]!)
}
