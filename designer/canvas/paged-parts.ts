import type { Component, Editor } from 'grapesjs'

/** Slides or tabs: visitors see one of their parts at a time, and so does who edits them. */
export type PagedParts = { kind: 'slides' | 'tabs'; root: Component; parts: Component[]; at: number }

/** Which part of each is shown at the moment; it is of the editor alone, and never stored. */
const shown = new WeakMap<Component, Component>()

/** The slides or tabs that a component is, or stands in. */
export function partsAround(component: Component | undefined): PagedParts | undefined {
  for (let one = component; one; one = one.parent()) {
    const found = partsOf(one)
    if (found) return found
  }
  return undefined
}

function partsOf(root: Component): PagedParts | undefined {
  const kind = isOf(root, 'dj-tabs') ? 'tabs' : isOf(root, 'dj-slides') ? 'slides' : undefined
  if (!kind) return undefined
  const list = kind === 'tabs' ? root : childrenOf(root, 'dj-slides-track')[0]
  const parts = list ? childrenOf(list, kind === 'tabs' ? 'dj-tab' : 'dj-slide') : []
  return parts.length === 0 ? undefined : { kind, root, parts, at: Math.max(0, parts.indexOf(shown.get(root)!)) }
}

const isOf = (component: Component, name: string): boolean => (component.getClasses() as string[]).includes(name)
const childrenOf = (component: Component, name: string): Component[] => component.components().models.filter(one => isOf(one, name))

/** Shows whichever part is worked on, and draws what visitors turn them by. */
export function turnParts(editor: Editor): void {
  let waiting = 0
  const changed = new Set<Component>()
  const drawSoon = (component: Component) => {
    for (let one: Component | undefined = component; one; one = one.parent()) if (partsOf(one)) changed.add(one)
    if (changed.size > 0 && waiting === 0)
      waiting = requestAnimationFrame(() => {
        waiting = 0
        for (const root of changed) draw(editor, root)
        changed.clear()
      })
  }
  editor.on('component:mount component:add component:remove component:update', drawSoon)
  editor.on('component:selected', (component: Component) => {
    for (let one: Component | undefined = component; one; one = one.parent()) {
      const root: Component | undefined = partsAround(one.parent())?.root
      if (root && partsOf(root)?.parts.includes(one)) shown.set(root, one)
    }
    drawSoon(component)
  })
  editor.on('destroy', () => cancelAnimationFrame(waiting))
}

function draw(editor: Editor, root: Component): void {
  const el = root.getEl()
  const found = partsOf(root)
  if (!el?.isConnected || !found) return
  const { kind, parts, at } = found
  el.querySelector(':scope > [data-designer-turns]')?.remove()
  if (kind === 'tabs') {
    el.dataset['djReady'] = ''
    for (const [nth, part] of parts.entries()) part.getEl()?.toggleAttribute('data-dj-shown', nth === at)
  } else {
    const part = parts[at]!.getEl()
    part?.parentElement?.scrollTo({ left: part.offsetLeft - parts[0]!.getEl()!.offsetLeft })
  }
  // Last of all, so that the places of the others are as the editor counts them.
  el.append(kind === 'tabs' ? tabBar(editor, el, parts, at) : slideControls(editor, el, parts, at))
  editor.Canvas.refresh()
}

function tabBar(editor: Editor, { ownerDocument }: HTMLElement, parts: Component[], at: number): HTMLElement {
  const bar = controlsOf(ownerDocument, 'dj-tabs-bar', 'tablist')
  for (const [nth, part] of parts.entries()) {
    const tab = button(ownerDocument, part.getEl()?.querySelector('.dj-tab-title')?.textContent ?? '', () => editor.select(part))
    tab.setAttribute('role', 'tab')
    tab.setAttribute('aria-selected', String(nth === at))
    bar.append(tab)
  }
  return bar
}

function slideControls(editor: Editor, { ownerDocument }: HTMLElement, parts: Component[], at: number): HTMLElement {
  const controls = controlsOf(ownerDocument, 'dj-slides-controls', 'group')
  const place = ownerDocument.createElement('span')
  place.className = 'dj-slides-place'
  place.textContent = `${at + 1} / ${parts.length}`
  const turn = (by: number) => () => editor.select(parts[(at + by + parts.length) % parts.length]!)
  const [previous, next] = [button(ownerDocument, '‹', turn(-1)), button(ownerDocument, '›', turn(1))]
  previous.setAttribute('aria-label', '上一张')
  next.setAttribute('aria-label', '下一张')
  controls.append(place, previous, next)
  return controls
}

function controlsOf(document: Document, className: string, role: string): HTMLElement {
  const controls = document.createElement('div')
  controls.className = className
  controls.setAttribute('role', role)
  controls.setAttribute('data-designer-turns', '')
  return controls
}

/** It turns, and is not itself selected by the click. */
function button(document: Document, words: string, deed: () => void): HTMLElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = words
  made.addEventListener('click', event => {
    event.stopPropagation()
    deed()
  })
  return made
}
