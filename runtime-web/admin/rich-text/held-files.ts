import { mergeAttributes, Node } from '@tiptap/core'
import { contentOf } from '../fields/file-facts.ts'

const fileAddress = /^file:([0-9a-f-]{36})$/

/** The file that an address names; nothing for any other address. */
export const fileNamed = (address: string | null): string | null => fileAddress.exec(address ?? '')?.[1] ?? null

const fileId = {
  default: null,
  parseHTML: (element: HTMLElement) => fileNamed(element.getAttribute('src')),
  renderHTML: ({ fileId }: Record<string, unknown>) => (fileId ? { src: `file:${fileId}` } : {}),
}

/** Of what is still being uploaded: under what it is found when that is done, and where it can be seen meanwhile. Never written. */
const coming = {
  coming: { default: null, rendered: false, parseHTML: (element: HTMLElement) => element.dataset['coming'] ?? null },
  preview: { default: null, rendered: false, parseHTML: (element: HTMLElement) => element.dataset['preview'] ?? null },
}

/** A picture of the store: written as `file:<id>`, shown from where files are. */
export const Picture = Node.create({
  name: 'picture',
  inline: true,
  group: 'inline',
  draggable: true,
  addAttributes: () => ({ fileId, ...coming, alt: { default: '' }, width: { default: null } }),
  parseHTML: () => [{ tag: 'img[src^="file:"]' }, { tag: 'img[data-coming]' }],
  renderHTML: ({ HTMLAttributes }) => ['img', mergeAttributes({ alt: '' }, HTMLAttributes)],
  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement('img')
      const { fileId, preview, alt, width } = node.attrs
      if (fileId || preview) dom.src = fileId ? contentOf(fileId, 960) : preview
      dom.alt = alt
      if (width) dom.width = width
      dom.classList.toggle('rich-text-coming', !fileId)
      return { dom }
    }
  },
})

/** A video of the store. */
export const Video = Node.create({
  name: 'video',
  group: 'block',
  draggable: true,
  atom: true,
  addAttributes: () => ({ fileId, ...coming }),
  parseHTML: () => [{ tag: 'video[src^="file:"]' }],
  renderHTML: ({ HTMLAttributes }) => ['video', mergeAttributes({ controls: '' }, HTMLAttributes)],
  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement('video')
      const { fileId, preview } = node.attrs
      dom.src = fileId ? contentOf(fileId) : preview
      dom.controls = true
      dom.preload = 'metadata'
      dom.classList.toggle('rich-text-coming', !fileId)
      return { dom }
    }
  },
})
