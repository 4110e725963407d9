import { EllipsisOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Dropdown } from 'antd'
import { sentenceOf } from '../api/problem.ts'
import { post } from '../api/request.ts'
import type { Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'

type RowTransitionsProps = { screen: Screen; record: Told; name: string }

/** What is declared to be done with a record beyond changing and deleting it, each after a question. */
export function RowTransitions({ screen, record, name }: RowTransitionsProps) {
  const { modal, message } = App.useApp()
  const client = useQueryClient()

  async function go(event: string, title: string) {
    try {
      await post(`${screen.path}/${record.id}/transitions/${event}`)
      message.success(`已${title}`)
    } catch (error) {
      message.error(sentenceOf(error))
    }
    await client.invalidateQueries({ queryKey: ['list', screen.key] })
  }

  const items = screen.transitions.map(({ event, title }) => ({
    key: event,
    label: title,
    onClick: () => void modal.confirm({ title: `${title}“${name}”？`, okText: title, onOk: () => go(event, title) }),
  }))
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button type="text" size="small" icon={<EllipsisOutlined />} title="更多操作" aria-label={`${name} 的更多操作`} />
    </Dropdown>
  )
}
