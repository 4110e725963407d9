import { Extension, Mark } from '@tiptap/core'

/** What is set in the colour of the Party, as documents and notices have it (红字). */
export const Accent = Mark.create({
  name: 'accent',
  parseHTML: () => [{ tag: 'span.dj-accent' }],
  renderHTML: () => ['span', { class: 'dj-accent' }, 0],
})

export const Superscript = Mark.create({
  name: 'superscript',
  excludes: 'subscript',
  parseHTML: () => [{ tag: 'sup' }],
  renderHTML: () => ['sup', 0],
})

export const Subscript = Mark.create({
  name: 'subscript',
  excludes: 'superscript',
  parseHTML: () => [{ tag: 'sub' }],
  renderHTML: () => ['sub', 0],
})

const alignments = ['center', 'right', 'justify'] as const
export type Alignment = (typeof alignments)[number]

function alignmentOf(element: HTMLElement): Alignment | null {
  const said = element.style.textAlign || element.getAttribute('align')
  return alignments.find(one => element.classList.contains(`dj-align-${one}`) || said === one) ?? null
}

/** How a paragraph or a heading stands, told by classes: styles of its own no text keeps. */
export const BlockLook = Extension.create({
  name: 'blockLook',
  addGlobalAttributes: () => [
    {
      types: ['paragraph', 'heading'],
      attributes: {
        align: {
          default: null,
          parseHTML: alignmentOf,
          renderHTML: ({ align }) => (align ? { class: `dj-align-${align}` } : {}),
        },
        indent: {
          default: false,
          parseHTML: element => element.classList.contains('dj-indent'),
          renderHTML: ({ indent }) => (indent ? { class: 'dj-indent' } : {}),
        },
      },
    },
  ],
})
