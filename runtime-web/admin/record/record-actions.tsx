import { CopyOutlined, DeleteOutlined, EditOutlined, PrinterOutlined, RollbackOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Space } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { sentenceOf } from '../api/problem.ts'
import { post } from '../api/request.ts'
import type { MenuEntry } from '../desk/desk-data.ts'
import type { Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'
import { isEditable } from '../workflows/editable.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { EraseDialog } from './erase-dialog.tsx'
import { printsOf } from './print.ts'

type RecordActionsProps = { menu: MenuEntry; screen: Screen; record: Told }

/** What this person may do with the record. */
export function RecordActions({ menu, screen, record }: RecordActionsProps) {
  const { modal, message } = App.useApp()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [asking, ask] = useState<'delete' | 'erase'>()
  const can = (action: string) => screen.can.includes(action)
  const changed = () => client.invalidateQueries({ predicate: query => query.queryKey.includes(screen.key) })
  const gone = async (said: string) => {
    ask(undefined)
    void message.success(said)
    // First away: what is gone is not asked for once more.
    await navigate(`/m/${menu.key}`, { replace: true })
    await changed()
  }
  const restore = () =>
    modal.confirm({
      title: `还原这条${screen.title}？`,
      content: '还原后回到原来的列表，连同它的子表和附件。',
      okText: '还原',
      onOk: async () => {
        try {
          await post(`${screen.path}/${record.id}/transitions/restore`)
          await changed()
          void message.success('已还原')
        } catch (error) {
          void message.error(sentenceOf(error), 6)
        }
      },
    })
  const deleted = record['deletedAt'] !== undefined
  const editable = isEditable(screen, record)
  return (
    <Space wrap>
      {!deleted && editable && can('update') && (
        <Button
          type={screen.workflow ? 'default' : 'primary'}
          icon={<EditOutlined />}
          onClick={() => void navigate('edit', { state: { fromRecord: true } })}
        >
          修改
        </Button>
      )}
      {printsOf(screen, record).map(({ page, title }) => (
        <Button key={page} icon={<PrinterOutlined />} onClick={() => void navigate(`print/${page.split('/')[1]}`)}>
          {title}
        </Button>
      ))}
      {!deleted && can('create') && (
        <Button icon={<CopyOutlined />} onClick={() => void navigate(`../new?from=${record.id}`, { relative: 'path' })}>
          复制
        </Button>
      )}
      {deleted && can('restore') && (
        <Button type="primary" icon={<RollbackOutlined />} onClick={restore}>
          还原
        </Button>
      )}
      {!deleted && editable && can('delete') && (
        <Button icon={<DeleteOutlined />} danger onClick={() => ask('delete')}>
          删除
        </Button>
      )}
      {deleted && can('erase') && (
        <Button icon={<DeleteOutlined />} danger onClick={() => ask('erase')}>
          彻底删除
        </Button>
      )}
      {asking === 'delete' && (
        <DeleteDialog screen={screen} record={record} onDone={() => void gone('已删除')} onCancel={() => ask(undefined)} />
      )}
      {asking === 'erase' && (
        <EraseDialog screen={screen} record={record} onDone={() => void gone('已彻底删除')} onCancel={() => ask(undefined)} />
      )}
    </Space>
  )
}
