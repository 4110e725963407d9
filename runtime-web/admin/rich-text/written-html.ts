import type { Editor } from '@tiptap/core'
import { DOMSerializer } from '@tiptap/pm/model'

/** The text as it is sent: files by the names that they have in the store, and nothing of what is still on its way there. */
export function writtenHtml({ state: { doc, schema } }: Editor): string {
  // Apart from the page, which would ask for every picture by that name.
  const { body } = document.implementation.createHTMLDocument()
  body.append(DOMSerializer.fromSchema(schema).serializeFragment(doc.content, { document: body.ownerDocument }))
  for (const coming of body.querySelectorAll('[data-coming]')) coming.remove()
  for (const held of body.querySelectorAll<HTMLElement>('[data-file]')) {
    held.setAttribute('src', `file:${held.dataset['file']}`)
    held.removeAttribute('data-file')
  }
  // The editor keeps a line free below lists and tables.
  if (body.childElementCount > 1 && body.lastElementChild?.outerHTML === '<p></p>') body.lastElementChild.remove()
  return body.innerHTML
}
