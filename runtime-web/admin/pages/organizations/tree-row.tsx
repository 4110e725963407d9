import { CaretDownOutlined, CaretRightOutlined, LoadingOutlined } from '@ant-design/icons'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { CategoryIcon } from './category-icon.tsx'
import type { Row } from './visible-rows.ts'

/** Onto an organization, or between two siblings: before the second. */
export type Drop = { id: string; onto: string } | { id: string; before: string }

/** What is being dragged: the browser tells it only when it is dropped, and the lines must know before. */
let dragged: { id: string; parentId: string } | undefined

/** Milliseconds over a closed organization until it opens for what is dragged. */
const patience = 700

type TreeRowProps = {
  id: string
  row: Row
  /** Pixels from the top of the tree. */
  offset: number
  active: boolean
  selected: boolean
  counted?: string
  onActivate(): void
  onToggle(open: boolean): void
  onDrop?(drop: Drop): void
}

export function TreeRow({ id, row, offset, active, selected, counted, onActivate, onToggle, onDrop }: TreeRowProps) {
  const place = { top: offset, paddingInlineStart: 8 + row.depth * 20 }
  const [over, setOver] = useState<'onto' | 'before'>()
  useOpeningFor(over === 'onto' && row.kind === 'node' && row.node.children > 0 && !row.open, () => onToggle(true))
  if (row.kind !== 'node')
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys for all its lines
      // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names its active line
      <div
        id={id}
        role="treeitem"
        aria-level={row.depth + 1}
        aria-selected={false}
        className={`org-line org-line-rest${active ? ' org-line-active' : ''}`}
        style={place}
        onClick={onActivate}
      >
        {row.kind === 'loading' && <LoadingOutlined />}
        {{ more: '显示更多', loading: '正在载入……', failed: '没有载入，点此再试' }[row.kind]}
      </div>
    )
  const { node } = row
  const counts = counted ? node.counts[counted] : undefined

  function dragOver(event: DragEvent<HTMLElement>): void {
    if (!onDrop || !dragged || dragged.id === node.id) return
    event.preventDefault()
    const { top, height } = event.currentTarget.getBoundingClientRect()
    setOver(dragged.parentId === row.parentId && event.clientY - top < height / 3 ? 'before' : 'onto')
  }

  function dropped(event: DragEvent): void {
    event.preventDefault()
    if (dragged && over) onDrop?.(over === 'onto' ? { id: dragged.id, onto: node.id } : { id: dragged.id, before: node.id })
    dragged = undefined
    setOver(undefined)
  }

  const said = counts && `本级 ${counts.own}，含下级 ${counts.below}`
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys for all its lines
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names its active line
    <div
      id={id}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-selected={selected}
      aria-expanded={node.children > 0 ? row.open : undefined}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      title={node.name}
      className={['org-line', selected && 'org-line-selected', active && 'org-line-active', over && `org-line-${over}`]
        .filter(Boolean)
        .join(' ')}
      style={place}
      draggable={onDrop !== undefined && row.depth > 0}
      onClick={onActivate}
      onDragStart={event => {
        dragged = { id: node.id, parentId: row.parentId }
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', node.name)
      }}
      onDragEnd={() => {
        dragged = undefined
      }}
      onDragOver={dragOver}
      onDragLeave={() => setOver(undefined)}
      onDrop={dropped}
    >
      {node.children > 0 ? (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          className="org-switch"
          onClick={event => {
            event.stopPropagation()
            onToggle(!row.open)
          }}
        >
          {row.open ? <CaretDownOutlined /> : <CaretRightOutlined />}
        </button>
      ) : (
        <span className="org-switch" />
      )}
      <CategoryIcon category={node.category} />
      <span className="org-line-name">{node.shortName}</span>
      {counts && (
        <span className="org-line-counts" title={said}>
          {counts.own} / {counts.below}
        </span>
      )}
    </div>
  )
}

/** Opens what one holds something over for a while. */
function useOpeningFor(waiting: boolean, open: () => void): void {
  const latest = useRef(open)
  latest.current = open
  useEffect(() => {
    if (!waiting) return
    const timer = setTimeout(() => latest.current(), patience)
    return () => clearTimeout(timer)
  }, [waiting])
}
