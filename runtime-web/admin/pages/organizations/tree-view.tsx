import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { OrganizationTree } from './organization-tree.ts'
import { answerTo } from './tree-keys.ts'
import { type Drop, TreeRow } from './tree-row.tsx'
import type { Row } from './visible-rows.ts'

/** Pixels; every line is as high, so that which ones are in sight follows from how far one has scrolled. */
const rowHeight = 40
const beyondSight = 8

type TreeViewProps = {
  tree: OrganizationTree
  rows: Row[]
  selected?: string
  /** What is counted beside each, `members/member`. */
  counted?: string
  onSelect(id: string): void
  onToggle(id: string, open: boolean): void
  /** What was dragged where; undefined where nothing may be moved. */
  onDrop?(drop: Drop): void
}

/** The lines in sight of a tree of any size, walked with the arrow keys as trees are. */
export function TreeView({ tree, rows, selected, counted, onSelect, onToggle, onDrop }: TreeViewProps) {
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 600 })
  const [active, setActive] = useState<string>()
  const at = Math.max(
    0,
    rows.findIndex(row => row.key === (active ?? selected)),
  )
  const from = Math.max(0, Math.floor(view.top / rowHeight) - beyondSight)
  const shown = rows.slice(from, Math.ceil((view.top + view.height) / rowHeight) + beyondSight)

  useEffect(() => {
    const element = box.current!
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', measure)
    }
  }, [])

  const chosenAt = rows.findIndex(row => row.key === selected)
  useEffect(() => {
    setActive(selected)
    if (chosenAt >= 0) showLine(box.current!, chosenAt, 3)
  }, [selected, chosenAt])

  function go(to: number): void {
    const row = rows[Math.min(rows.length - 1, Math.max(0, to))]
    if (!row) return
    setActive(row.key)
    showLine(box.current!, rows.indexOf(row))
  }

  function activate(row: Row): void {
    if (row.kind === 'node') onSelect(row.key)
    // This line will be gone then: what comes is below the one before it.
    else setActive(rows[rows.indexOf(row) - 1]?.key)
    if (row.kind === 'more') void tree.more(row.parentId)
    else if (row.kind === 'failed') void tree.load(row.parentId)
  }

  function pressed(event: KeyboardEvent): void {
    const row = rows[at]
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return
    const answer = answerTo(event.key, rows, at, Math.floor(view.height / rowHeight))
    if (!answer) return
    event.preventDefault()
    if (answer.does === 'go') go(answer.to)
    else if (answer.does === 'activate') activate(row)
    else onToggle(row.key, answer.does === 'open')
  }

  return (
    <div
      ref={box}
      className="org-tree"
      role="tree"
      tabIndex={0}
      aria-label="党组织"
      aria-activedescendant={rows[at] && shown.includes(rows[at]) ? lineId(rows[at].key) : undefined}
      onKeyDown={pressed}
    >
      <div role="none" style={{ height: rows.length * rowHeight, position: 'relative' }}>
        {shown.map((row, index) => (
          <TreeRow
            key={row.key}
            id={lineId(row.key)}
            row={row}
            offset={(from + index) * rowHeight}
            active={row === rows[at]}
            selected={row.key === selected}
            counted={counted}
            onActivate={() => {
              setActive(row.key)
              activate(row)
            }}
            onToggle={open => onToggle(row.key, open)}
            onDrop={onDrop}
          />
        ))}
      </div>
    </div>
  )
}

const lineId = (key: string) => `org-line-${key.replace(' ', '-')}`

/** Scrolls no farther than it takes to see a line, with so many beyond it when one comes from elsewhere. */
function showLine(box: HTMLElement, at: number, beyond = 0): void {
  const [y, more] = [at * rowHeight, beyond * rowHeight]
  if (y < box.scrollTop) box.scrollTop = y - more
  else if (y + rowHeight > box.scrollTop + box.clientHeight) box.scrollTop = y + rowHeight + more - box.clientHeight
}
