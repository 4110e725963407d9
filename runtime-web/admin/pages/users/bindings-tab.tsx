import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, List, Popconfirm } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../../api/problem.ts'
import { get, remove } from '../../api/request.ts'
import { Failure, Loading } from '../../feedback/states.tsx'
import type { Told } from '../../fields/record.ts'
import { useScreen } from '../../fields/screen.ts'
import { BindDialog } from './bind-dialog.tsx'
import './users.css'

type Binding = Told & { provider: string; externalId: string; nickname: string | null }

/** The account's doors on other platforms: each bound once, or not yet. */
export function BindingsTab({ id }: { id: string }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [binding, setBinding] = useState<{ provider: string; title: string }>()
  const screen = useScreen('core/binding')
  const bound = useQuery({
    queryKey: ['users', id, 'bindings'],
    queryFn: () => get<{ data: Binding[] }>('/core/bindings', { 'filter[userId][eq]': id }),
  })
  const error = screen.error ?? bound.error
  if (error) return <Failure error={error} onRetry={bound.refetch} />
  if (!screen.data || !bound.data) return <Loading />
  const { can, fields } = screen.data
  const providers = fields.find(field => field.name === 'provider')?.choices ?? []
  const renew = () => client.invalidateQueries({ queryKey: ['users', id, 'bindings'] })

  async function unbind(one: Binding): Promise<void> {
    try {
      await remove(`/core/bindings/${one.id}`)
      message.success('已解除绑定')
      await renew()
    } catch (failure) {
      message.error(sentenceOf(failure))
    }
  }

  return (
    <>
      <List
        dataSource={providers}
        rowKey="code"
        renderItem={({ code, title }) => {
          const one = bound.data.data.find(each => each.provider === code)
          const unbinding = one && can.includes('delete') && (
            <Popconfirm key="unbind" title={`解除与${title}的绑定？`} okText="解除" onConfirm={() => unbind(one)}>
              <Button aria-label={`解除${title}绑定`}>解除绑定</Button>
            </Popconfirm>
          )
          const offer = !one && can.includes('create') && (
            <Button key="bind" aria-label={`绑定${title}`} onClick={() => setBinding({ provider: code, title })}>
              绑定
            </Button>
          )
          return (
            <List.Item actions={[unbinding, offer].filter(Boolean)}>
              <div className="user-binding">
                <strong>{title}</strong>
                <span>{one ? [one.nickname, one.externalId].filter(Boolean).join('　') : '未绑定'}</span>
              </div>
            </List.Item>
          )
        }}
      />
      {binding && (
        <BindDialog
          userId={id}
          {...binding}
          onClose={() => setBinding(undefined)}
          onDone={() => {
            setBinding(undefined)
            void renew()
          }}
        />
      )}
    </>
  )
}
