import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons'
import { type KeyboardEvent, memo, type PointerEvent } from 'react'
import type { ScreenField } from '../../fields/screen.ts'
import { isNumber, isSortable } from '../list-fields.ts'
import type { SortKey } from '../list-state.ts'
import { narrowest, widest } from './column-layout.ts'

type ColumnHeaderProps = {
  field: ScreenField
  sort: SortKey[]
  width: number
  onSort(field: string, also: boolean): void
  onResize(field: string, width: number): void
}

const step = 16

/** A column's name: a click sorts by it, with Shift as a further key; its right edge is dragged, or moved by arrow keys. */
export const ColumnHeader = memo(function ColumnHeader({ field, sort, width, onSort, onResize }: ColumnHeaderProps) {
  const at = sort.findIndex(key => key.field === field.name)
  const key = sort[at]
  return (
    <div className={isNumber(field) ? 'list-head list-head-number' : 'list-head'}>
      {isSortable(field) ? (
        <button
          type="button"
          className="list-sort"
          title="点击排序；按住 Shift 点击，可按多列排序"
          aria-label={`按“${field.title}”排序`}
          onClick={event => onSort(field.name, event.shiftKey)}
        >
          <span>{field.title}</span>
          {key && (key.descending ? <CaretDownOutlined /> : <CaretUpOutlined />)}
          {key && sort.length > 1 && <sup>{at + 1}</sup>}
        </button>
      ) : (
        <span className="list-sort">{field.title}</span>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a line between two columns that is moved is a separator, not a rule across a text */}
      <div
        role="separator"
        tabIndex={0}
        className="list-edge"
        aria-label={`${field.title}列宽`}
        aria-orientation="vertical"
        aria-valuenow={width}
        aria-valuemin={narrowest}
        aria-valuemax={widest}
        onPointerDown={event => followEdge(event, width, next => onResize(field.name, next))}
        onKeyDown={event => moveEdge(event, width, next => onResize(field.name, next))}
      />
    </div>
  )
})

const within = (width: number) => Math.min(widest, Math.max(narrowest, Math.round(width)))

function moveEdge(event: KeyboardEvent, width: number, resize: (width: number) => void): void {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
  event.preventDefault()
  resize(within(width + (event.key === 'ArrowRight' ? step : -step)))
}

/** The column takes its width when the edge is let go: a table of many rows would not keep up with the pointer. */
function followEdge(event: PointerEvent<HTMLDivElement>, width: number, resize: (width: number) => void): void {
  event.preventDefault()
  const edge = event.currentTarget
  const start = event.clientX
  edge.setPointerCapture(event.pointerId)
  edge.dataset['moving'] = 'true'
  const move = ({ clientX }: globalThis.PointerEvent) => edge.style.setProperty('--moved', `${within(width + clientX - start) - width}px`)
  const end = ({ clientX, type }: globalThis.PointerEvent) => {
    edge.removeEventListener('pointermove', move)
    edge.removeEventListener('pointerup', end)
    edge.removeEventListener('pointercancel', end)
    edge.style.removeProperty('--moved')
    delete edge.dataset['moving']
    if (type === 'pointerup' && clientX !== start) resize(within(width + clientX - start))
  }
  edge.addEventListener('pointermove', move)
  edge.addEventListener('pointerup', end)
  edge.addEventListener('pointercancel', end)
}
