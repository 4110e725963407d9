import type { TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Told } from '../../fields/record.ts'
import type { Screen, ScreenField } from '../../fields/screen.ts'
import { Value } from '../../fields/value.tsx'
import { StateOrValue } from '../../workflows/state-tag.tsx'
import { columnFields, isNumber, usualWidth } from '../list-fields.ts'
import type { SortKey } from '../list-state.ts'
import { ColumnHeader } from './column-header.tsx'
import type { ColumnLayout } from './column-layout.ts'

type ColumnsOf = {
  screen: Screen
  layout: ColumnLayout
  sort: SortKey[]
  /** Pinned columns would leave no room beside them on a narrow screen. */
  narrow: boolean
  onSort(field: string, also: boolean): void
  onResize(field: string, width: number): void
  actions?: { width: number; of(record: Told): ReactNode }
}

/** The columns as antd draws them: pinned ones at their sides, what can be done with a row at the end. */
export function columnsOf({ screen, layout, sort, narrow, onSort, onResize, actions }: ColumnsOf): TableColumnsType<Told> {
  const fields = new Map(columnFields(screen).map(field => [field.name, field]))
  const shown = layout.shown.flatMap(name => fields.get(name) ?? [])
  const side = (field: ScreenField) => (narrow ? undefined : layout.pinned[field.name])
  const inOrder = [
    ...shown.filter(field => side(field) === 'left'),
    ...shown.filter(field => side(field) === undefined),
    ...shown.filter(field => side(field) === 'right'),
  ]
  const columns = inOrder.map((field): TableColumnsType<Told>[number] => {
    const width = layout.widths[field.name] ?? usualWidth(field, field.name === screen.label)
    const key = sort.find(one => one.field === field.name)
    return {
      key: field.name,
      width,
      fixed: side(field),
      ellipsis: { showTitle: false },
      align: isNumber(field) ? 'right' : undefined,
      title: <ColumnHeader field={field} sort={sort} width={width} onSort={onSort} onResize={onResize} />,
      onHeaderCell: () => ({ 'aria-sort': key && (key.descending ? 'descending' : 'ascending') }),
      onCell: () => ({ onMouseEnter: event => nameWhole(event.currentTarget) }),
      render: (_, record) =>
        field.name === screen.label ? (
          <Link to={record.id} className="list-name">
            <Value field={field} value={record[field.told] ?? '（未命名）'} />
          </Link>
        ) : (
          <StateOrValue screen={screen} field={field} value={record[field.told]} />
        ),
    }
  })
  if (!actions) return columns
  const last: TableColumnsType<Told>[number] = {
    key: ' actions',
    title: '操作',
    width: actions.width,
    fixed: narrow ? undefined : 'right',
    render: (_, record) => actions.of(record),
  }
  return [...columns, last]
}

/** What does not fit into its cell is told whole to who points at it. */
function nameWhole(cell: HTMLElement): void {
  if (cell.scrollWidth > cell.clientWidth) cell.title = cell.textContent ?? ''
  else cell.removeAttribute('title')
}
