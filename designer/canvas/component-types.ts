import type { Component, Editor } from 'grapesjs'
import { drawBlock, type Previews } from './block-previews.ts'
import { mayStandIn } from './fitting.ts'

type Given = { previews: Previews; titleOf(block: string): string }

/** Milliseconds after the last change of a setting until the block is drawn anew. */
const pause = 300

/** What there is on a page. None of these has scripts, traits or inline styles: what can be set is in the panel of settings. */
export function addTypes(editor: Editor, { previews, titleOf }: Given): void {
  const { Components } = editor
  const fixed = { draggable: false, removable: false, copyable: false, toolbar: [], traits: [] }
  const droppable = (source: Component, target: Component) => mayStandIn(source, target)
  Components.addType('site', {
    model: {
      defaults: {
        ...fixed,
        tagName: 'div',
        classes: ['dj-site'],
        droppable: false,
        selectable: false,
        hoverable: false,
        highlightable: false,
      },
    },
  })
  Components.addType('region', {
    model: { defaults: { ...fixed, tagName: 'div', droppable, highlightable: false } },
  })
  Components.addType('element', { model: { defaults: { traits: [], toolbar: toolbar(), droppable } } })
  Components.addType('text', { model: { defaults: { traits: [], toolbar: toolbar() } } })
  Components.addType('text-link', {
    extend: 'text',
    isComponent: el => el.tagName === 'A',
    model: { defaults: { tagName: 'a', droppable: false } },
  })
  Components.addType('picture', {
    isComponent: el => el.tagName === 'IMG',
    model: { defaults: { tagName: 'img', void: true, droppable: false, traits: [], toolbar: toolbar() } },
  })
  Components.addType('film', { model: { defaults: { tagName: 'video', droppable: false, traits: [], toolbar: toolbar() } } })
  Components.addType('block', {
    model: { defaults: { tagName: 'div', droppable: false, traits: [], toolbar: toolbar(), block: '', settings: {} } },
    view: {
      init({ model }: { model: Component }) {
        let waiting: ReturnType<typeof setTimeout>
        this.listenTo(model, 'change:settings', () => {
          clearTimeout(waiting)
          waiting = setTimeout(() => void draw(model, this.el, { previews, titleOf }), pause)
        })
      },
      onRender({ model, el }: { model: Component; el: HTMLElement }) {
        void draw(model, el, { previews, titleOf })
      },
    },
  })
}

async function draw(model: Component, el: HTMLElement, { previews, titleOf }: Given): Promise<void> {
  const asked = { block: String(model.get('block')), settings: (model.get('settings') ?? {}) as Record<string, unknown> }
  const title = titleOf(asked.block)
  if (el.childElementCount === 0) drawBlock(el, undefined, title)
  const preview = await previews.of(asked)
  // Meanwhile it may have been set differently, or taken away.
  if (model.get('block') !== asked.block || JSON.stringify(model.get('settings')) !== JSON.stringify(asked.settings) || !el.isConnected)
    return
  drawBlock(el, preview, title)
  model.em?.refreshCanvas()
}

const icon = (path: string) =>
  `<svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true"><path fill="currentColor" d="${path}"/></svg>`

/** The buttons at a selected component; the same can be done from the panels and by keys. */
function toolbar() {
  const button = (command: string, title: string, path: string, more = {}) => ({
    command,
    label: icon(path),
    attributes: { title, ...more },
  })
  return [
    button('designer:parent', '选择外层', 'M13 20h-2V8l-5.5 5.5-1.42-1.42L12 4.16l7.92 7.92-1.42 1.42L13 8z'),
    button(
      'tlb-move',
      '拖动',
      'M13 6v5h5V7.75L22.25 12 18 16.25V13h-5v5h3.25L12 22.25 7.75 18H11v-5H6v3.25L1.75 12 6 7.75V11h5V6H7.75L12 1.75 16.25 6z',
      {
        class: 'gjs-no-touch-actions',
        draggable: true,
      },
    ),
    button(
      'designer:duplicate',
      '再来一个',
      'M19 21H8V7h11m0-2H8a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2m-3-4H4a2 2 0 0 0-2 2v14h2V3h12z',
    ),
    button('designer:delete', '删除', 'M19 4h-3.5l-1-1h-5l-1 1H5v2h14M6 19a2 2 0 0 0 2 2h8a2 2 0 0 0 2-2V7H6z'),
  ]
}
