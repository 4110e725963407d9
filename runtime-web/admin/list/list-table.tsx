import { Table, type TableColumnsType } from 'antd'
import { type AriaAttributes, type KeyboardEvent, memo, type ReactNode } from 'react'
import type { Told } from '../fields/record.ts'

type ListTableProps = {
  title: string
  rows: Told[]
  columns: TableColumnsType<Told>
  compact: boolean
  /** The rows are of the page before, until the next has come. */
  waiting: boolean
  empty: ReactNode
  selected: string[]
  onSelect?(rows: Told[], selected: boolean): void
  onOpen(record: Told): void
  nameOf(record: Told): string
}

const selectionWidth = 48

/** The rows of one page. It is drawn anew only when one of these changes, never while someone types beside it. */
export const ListTable = memo(function ListTable(props: ListTableProps) {
  const { title, rows, columns, compact, waiting, empty, selected, onSelect, onOpen, nameOf } = props
  const width = columns.reduce((sum, column) => sum + Number(column.width), onSelect ? selectionWidth : 0)
  return (
    <Table<Told>
      aria-label={title}
      className={['list-table', waiting && 'list-waiting', rows.length === 0 && 'list-empty'].filter(Boolean).join(' ')}
      rowKey="id"
      size={compact ? 'small' : 'middle'}
      columns={columns}
      dataSource={rows}
      pagination={false}
      tableLayout="fixed"
      // An empty table has nothing to scroll to, and nothing to be reached by keyboard.
      scroll={rows.length > 0 ? { x: width } : undefined}
      sticky={rows.length > 0 && { offsetHeader: 56 }}
      locale={{ emptyText: empty }}
      rowSelection={
        onSelect && {
          columnWidth: selectionWidth,
          fixed: true,
          selectedRowKeys: selected,
          preserveSelectedRowKeys: true,
          onSelect: (record, on) => onSelect([record], on),
          onSelectAll: (on, _, changed) => onSelect(changed, on),
          getTitleCheckboxProps: () => labelled('选择本页全部'),
          getCheckboxProps: record => labelled(`选择 ${nameOf(record)}`),
        }
      }
      onRow={(record, at) => ({
        tabIndex: at === 0 ? 0 : -1,
        onKeyDown: event => moveAmongRows(event, () => onOpen(record)),
        onDoubleClick: () => onOpen(record),
      })}
    />
  )
})

/** antd hands it to the input, and yet leaves it out of its types. */
const labelled = (label: string): { id?: string } & AriaAttributes => ({ 'aria-label': label })

/** Arrow keys go from row to row, Enter opens one, Space chooses it. */
function moveAmongRows(event: KeyboardEvent<HTMLElement>, open: () => void): void {
  const row = event.currentTarget
  if (event.target !== row) return
  const next = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key]
  if (next instanceof HTMLElement && next.tabIndex !== undefined) {
    event.preventDefault()
    next.focus()
  } else if (event.key === 'Enter') open()
  else if (event.key === ' ') {
    event.preventDefault()
    row.querySelector<HTMLInputElement>('input[type=checkbox]')?.click()
  }
}
