import { DeleteOutlined, EditOutlined, RollbackOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ComponentType } from 'react'
import { Link } from 'react-router'
import type { Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'
import { isEditable } from '../workflows/editable.ts'
import type { BulkAction } from './bulk/order.ts'
import { titleOf } from './bulk/words.ts'
import { RowTransitions } from './row-transitions.tsx'

/** What stands at the end of a row for whatever else can be done with its record. */
export type RowMenu = ComponentType<{ screen: Screen; record: Told; name: string }>

type RowActionsProps = {
  screen: Screen
  record: Told
  deleted: boolean
  name: string
  onAct(action: BulkAction, record: Told): void
  menu?: RowMenu
}

const icons = { restore: <RollbackOutlined />, erase: <DeleteOutlined />, delete: <DeleteOutlined /> }

type RowAction = keyof typeof icons

/** What this caller can do with a row, as far as it can be known before asking: the server decides for each record. */
export function rowActions(screen: Screen, deleted: boolean): RowAction[] {
  const offered: RowAction[] = deleted ? ['restore', 'erase'] : ['delete']
  return offered.filter(action => screen.can.includes(action))
}

export const mayEdit = (screen: Screen, deleted: boolean): boolean => !deleted && screen.can.includes('update')

const hasTransitions = (screen: Screen, deleted: boolean): boolean =>
  !deleted && (screen.transitions.length > 0 || screen.workflow !== undefined)

const buttonWidth = 40

/** Pixels of the column; none where nothing can be done. */
export function actionsWidth(screen: Screen, deleted: boolean): number {
  const count = rowActions(screen, deleted).length + Number(mayEdit(screen, deleted)) + Number(hasTransitions(screen, deleted))
  return count === 0 ? 0 : Math.max(72, count * buttonWidth + 24)
}

export function RowActions({ screen, record, deleted, name, onAct, menu: Menu = RowTransitions }: RowActionsProps) {
  const editable = isEditable(screen, record)
  return (
    <span className="list-row-actions">
      {editable && mayEdit(screen, deleted) && (
        <Link to={`${record.id}/edit`} aria-label={`编辑 ${name}`} title="编辑">
          <EditOutlined />
        </Link>
      )}
      {rowActions(screen, deleted)
        .filter(action => editable || action !== 'delete')
        .map(action => (
          <Button
            key={action}
            type="text"
            size="small"
            icon={icons[action]}
            title={titleOf(action)}
            aria-label={`${titleOf(action)} ${name}`}
            onClick={() => onAct(action, record)}
          />
        ))}
      {hasTransitions(screen, deleted) && <Menu screen={screen} record={record} name={name} />}
    </span>
  )
}
