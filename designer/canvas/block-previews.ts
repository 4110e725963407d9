import { enhanceTabs } from '../../plugins/portal/visitor/tabs.ts'

/** What a dynamic block shows, as the server drew it for the visitor's page; `undefined` while it is on its way. */
export type Preview = { html: string } | { failed: string }

export type BlockAsked = { block: string; settings: Record<string, unknown> }

/**
 * Draws a dynamic block's element by what the server says of it. The html is the server's cleaned one; it is put in as it is, without
 * anything that could run or load, and nothing in it can be clicked or reached by Tab.
 */
export function drawBlock(el: HTMLElement, preview: Preview | undefined, title: string): void {
  const document = el.ownerDocument
  if (!preview || 'failed' in preview) {
    el.replaceChildren(note(document, title, preview?.failed ?? '正在载入……'))
    return
  }
  const parsed = new DOMParser().parseFromString(preview.html, 'text/html')
  for (const one of parsed.querySelectorAll('script, style, link, meta, base, iframe, object, embed, template')) one.remove()
  for (const one of parsed.body.querySelectorAll('*'))
    for (const { name } of [...one.attributes]) if (name.startsWith('on') || name === 'style' || name === 'href') one.removeAttribute(name)
  const nodes = [...parsed.body.childNodes].map(node => document.importNode(node, true))
  for (const node of nodes) if (node instanceof document.defaultView!.Element) node.setAttribute('inert', '')
  el.replaceChildren(
    ...(parsed.body.textContent?.trim() || parsed.body.querySelector('img, video, hr, input, button, svg')
      ? nodes
      : [note(document, title, '暂时没有内容，访客看不到它')]),
  )
  for (const tabs of el.querySelectorAll<HTMLElement>('[data-dj-tabs]')) enhanceTabs(tabs)
}

function note(document: Document, title: string, says: string): HTMLElement {
  const box = document.createElement('div')
  box.className = 'designer-note'
  const name = document.createElement('strong')
  name.textContent = title
  box.append(name, ` ${says}`)
  return box
}

/** Asks for each preview once: the same block with the same settings, drawn anew after an undo or a move, is not asked for again. */
export function previews(ask: (asked: BlockAsked) => Promise<string>, sentence: (error: unknown) => string) {
  const known = new Map<string, Promise<Preview>>()
  return {
    of(asked: BlockAsked): Promise<Preview> {
      const key = JSON.stringify(asked)
      const found =
        known.get(key) ??
        ask(asked).then(
          html => ({ html }),
          error => {
            known.delete(key)
            return { failed: sentence(error) }
          },
        )
      known.set(key, found)
      return found
    },
    /** What is shown may have changed meanwhile. */
    forget: () => known.clear(),
  }
}

export type Previews = ReturnType<typeof previews>
