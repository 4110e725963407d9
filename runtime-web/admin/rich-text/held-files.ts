import { mergeAttributes, Node } from '@tiptap/core'
import { contentOf } from '../fields/file-facts.ts'

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const fileAddress = new RegExp(`^file:(${uuid})$`)
const fileId = new RegExp(`^${uuid}$`)

/** The file that an address names; nothing for any other address. */
export const fileNamed = (address: string | null): string | null => fileAddress.exec(address ?? '')?.[1] ?? null

/** The file that a picture or a video of a text holds, as it was written or as the editor shows it. */
export function fileOf(element: HTMLElement): string | null {
  const shown = element.dataset['file'] ?? ''
  return fileId.test(shown) ? shown : fileNamed(element.getAttribute('src'))
}

/** On the page a file is shown from where files are, and says which it is. */
const attributes = (width?: number) => ({
  fileId: {
    default: null,
    parseHTML: fileOf,
    renderHTML: ({ fileId: id }: Record<string, unknown>) => (id ? { src: contentOf(String(id), width), 'data-file': id } : {}),
  },
  /** Of what is still being uploaded: under what it is found when that is done, and where it can be seen meanwhile. */
  coming: {
    default: null,
    parseHTML: (element: HTMLElement) => element.dataset['coming'] ?? null,
    renderHTML: ({ coming }: Record<string, unknown>) => (coming ? { 'data-coming': coming, class: 'rich-text-coming' } : {}),
  },
  preview: {
    default: null,
    parseHTML: (element: HTMLElement) => element.dataset['preview'] ?? null,
    renderHTML: ({ preview }: Record<string, unknown>) => (preview ? { src: preview } : {}),
  },
})

const rulesOf = (tag: string) => [{ tag: `${tag}[src^="file:"]` }, { tag: `${tag}[data-file]` }, { tag: `${tag}[data-coming]` }]

/** A picture of the store. */
export const Picture = Node.create({
  name: 'picture',
  inline: true,
  group: 'inline',
  draggable: true,
  addAttributes: () => ({ ...attributes(960), alt: { default: '' }, width: { default: null } }),
  parseHTML: () => rulesOf('img'),
  renderHTML: ({ HTMLAttributes }) => ['img', mergeAttributes({ alt: '' }, HTMLAttributes)],
})

/** A video of the store. */
export const Video = Node.create({
  name: 'video',
  group: 'block',
  draggable: true,
  atom: true,
  addAttributes: () => attributes(),
  parseHTML: () => rulesOf('video'),
  renderHTML: ({ HTMLAttributes }) => ['video', mergeAttributes({ controls: '', preload: 'metadata' }, HTMLAttributes)],
})
