import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import type { Component } from 'grapesjs'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Editing } from '../canvas/editing.ts'
import { nameOf } from '../canvas/open-editor.ts'
import { regionNames } from '../canvas/regions.ts'
import { beginningOf } from '../content/words.ts'
import { useHappenings, useSelected, useWorkbench } from '../workbench.ts'
import './layers.css'

const tools = [
  { title: '上移（Alt+↑）', name: '上移', icon: <ArrowUpOutlined />, needs: 'draggable', deed: (editing: Editing) => editing.move(-1) },
  { title: '下移（Alt+↓）', name: '下移', icon: <ArrowDownOutlined />, needs: 'draggable', deed: (editing: Editing) => editing.move(1) },
  {
    title: '再来一个（Ctrl+D）',
    name: '再来一个',
    icon: <CopyOutlined />,
    needs: 'copyable',
    deed: (editing: Editing) => editing.duplicate(),
  },
  { title: '删除（Delete）', name: '删除', icon: <DeleteOutlined />, needs: 'removable', deed: (editing: Editing) => editing.remove() },
]

/** What the keys do, for a finger. */
function LayerTools({ selected }: { selected: Component | undefined }) {
  const { editing } = useWorkbench()
  return (
    <div className="designer-layer-tools">
      {tools.map(({ title, name, icon, needs, deed }) => (
        <Tooltip key={name} title={title}>
          <Button type="text" icon={icon} aria-label={name} disabled={!selected?.get(needs)} onClick={() => deed(editing)} />
        </Tooltip>
      ))}
    </div>
  )
}

type Row = { component: Component; depth: number; children: Component[]; at: number; of: number }

/** What the page is made of, as a tree: chosen, ordered and removed here by keys alone. */
export function LayersPanel() {
  const { editor, regions, editing, titleOf } = useWorkbench()
  const selected = useSelected()
  useHappenings(editor, 'component:add component:remove component:update:name component:update:tagName undo redo designer:shown')
  const [opened, open] = useState<ReadonlySet<string>>(new Set())
  const list = useRef<HTMLDivElement>(null)
  const around = new Set<string>()
  for (let one = selected?.parent(); one; one = one.parent()) around.add(one.cid)
  const isOpen = (component: Component) => component.is('region') || opened.has(component.cid) || around.has(component.cid)
  const rows = rowsOf(
    regionNames.flatMap(name => regions.of(name) ?? []),
    isOpen,
  )
  const placeOf = (component: Component | undefined) =>
    Math.max(
      0,
      rows.findIndex(row => row.component === component),
    )
  const current = placeOf(selected)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })
  const choose = (component: Component | undefined) => {
    if (!component) return
    editor.select(component, { scroll: true })
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus())
  }
  const unfold = (component: Component, is: boolean) =>
    open(new Set(is ? [...opened, component.cid] : [...opened].filter(cid => cid !== component.cid)))
  const pressed = (event: KeyboardEvent) => {
    // Whoever is quick presses the next key before this is drawn anew.
    const at = placeOf(editor.getSelected())
    const row = rows[at]
    if (!row || event.ctrlKey || event.metaKey) return
    const deed = deedOf(event, row, at)
    if (!deed) return
    event.preventDefault()
    deed()
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus())
  }
  const deedOf = (event: KeyboardEvent, { component, children }: Row, at: number): (() => unknown) | undefined => {
    switch (event.key) {
      case 'ArrowDown':
        return () => (event.altKey ? editing.move(1) : choose(rows[at + 1]?.component))
      case 'ArrowUp':
        return () => (event.altKey ? editing.move(-1) : choose(rows[at - 1]?.component))
      case 'ArrowRight':
        return children.length === 0 ? undefined : () => (isOpen(component) ? choose(children[0]) : unfold(component, true))
      case 'ArrowLeft':
        return () => (opened.has(component.cid) && children.length > 0 ? unfold(component, false) : editing.go('out'))
      case 'Delete':
        return () => editing.remove()
      default:
        return undefined
    }
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the tree in it
    <div ref={list} className="designer-layers" onKeyDown={pressed}>
      <LayerTools selected={selected} />
      <div role="tree" aria-label="页面结构">
        {rows.map(({ component, depth, children, at, of }, nth) => (
          <div
            key={component.cid}
            role="treeitem"
            aria-level={depth}
            aria-posinset={at}
            aria-setsize={of}
            aria-selected={component === selected}
            aria-expanded={children.length > 0 ? isOpen(component) : undefined}
            tabIndex={nth === current ? 0 : -1}
            data-depth={depth}
            className="designer-layer"
            onClick={() => {
              if (component === selected && children.length > 0) unfold(component, !opened.has(component.cid))
              choose(component)
            }}
            onKeyDown={event => event.key === 'Enter' && choose(component)}
          >
            {component.is('block') ? titleOf(String(component.get('block'))) : nameOf(component)}
            <small className="designer-layer-words">{beginningOf(wordsOf(component))}</small>
          </div>
        ))}
      </div>
    </div>
  )
}

function rowsOf(components: Component[], isOpen: (component: Component) => boolean, depth = 1): Row[] {
  return components.flatMap((component, at) => {
    const children = shownIn(component)
    const row = { component, depth, children, at: at + 1, of: components.length }
    return children.length > 0 && isOpen(component) ? [row, ...rowsOf(children, isOpen, depth + 1)] : [row]
  })
}

/** What can be chosen within it; words of a text are typed at the text. */
const shownIn = (component: Component): Component[] =>
  component.components().models.filter(one => !one.is('textnode') && one.get('selectable') && !one.get('locked'))

const wordsOf = (component: Component): string =>
  component.is('text') || component.is('text-link')
    ? component
        .components()
        .models.map(one => String(one.get('content') ?? ''))
        .join('')
    : ''
