import Handlebars from 'handlebars'
import { imageWidths } from '../files/scaled-image.ts'
import { addressesIn } from './addresses.ts'
import type { FileShown } from './files-shown.ts'

/** How large a picture is, upright, in pixels. */
export type PictureSize = { width: number; height: number }

type Given = { files: ReadonlyMap<string, FileShown> }
type Looks = { attributes: Record<string, string>; widths?: number[]; sizes?: string; eager?: boolean }

const kept = new Set(['alt', 'title', 'class', 'width', 'height'])

/** `{{picture file alt=title widths="320,640" sizes="50vw" class="…" eager=true}}`; nothing where there is no file. */
export function pictureHelper(file: unknown, options: Handlebars.HelperOptions): Handlebars.SafeString | string {
  if (typeof file !== 'string' || file === '') return ''
  const { alt, widths, sizes, eager, class: look } = options.hash as Record<string, unknown>
  const asked = typeof widths === 'string' ? widths.split(',').map(Number) : undefined
  const attributes = { alt: String(alt ?? ''), ...(typeof look === 'string' ? { class: look } : {}) }
  return new Handlebars.SafeString(
    pictureTag(options, file, { attributes, widths: asked, sizes: typeof sizes === 'string' ? sizes : undefined, eager: eager === true }),
  )
}

/** `{{fileName file}}`: what it is called. */
export function fileNameHelper(file: unknown, options: Handlebars.HelperOptions): string {
  return typeof file === 'string' ? ((options.data as Given).files.get(file)?.name ?? '') : ''
}

/** An img in several widths. It says how large it is, so that nothing moves when it comes. */
export function pictureTag(options: Handlebars.HelperOptions, id: string, { attributes, widths, sizes, eager }: Looks): string {
  const { file } = addressesIn(options)
  const size = (options.data as Given).files.get(id)?.size
  const largest = size?.width ?? Number.POSITIVE_INFINITY
  const ladder = imageWidths.filter(width => !widths || widths.includes(width))
  const useful = ladder.filter((_, at) => at === 0 || ladder[at - 1]! < largest)
  const told: Record<string, string> = {
    src: file(id, useful.at(-1) ?? 640),
    srcset: useful.map(width => `${file(id, width)} ${Math.min(width, largest)}w`).join(', '),
    sizes: sizes ?? '100vw',
    alt: '',
    ...(size ? { width: String(size.width), height: String(size.height) } : {}),
    ...Object.fromEntries(Object.entries(attributes).filter(([name]) => kept.has(name))),
    ...(eager ? { fetchpriority: 'high' } : { loading: 'lazy' }),
    decoding: 'async',
  }
  return `<img ${Object.entries(told)
    .map(([name, value]) => `${name}="${Handlebars.escapeExpression(value)}"`)
    .join(' ')}>`
}
