import { EllipsisOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Dropdown, type MenuProps } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { sentenceOf } from '../api/problem.ts'
import { post } from '../api/request.ts'
import type { Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'
import { type Offer, useStanding } from '../workflows/standing.ts'

const AskDeed = lazy(async () => ({ default: (await import('../workflows/ask-deed.tsx')).AskDeed }))

type RowTransitionsProps = { screen: Screen; record: Told; name: string }

/** What is declared to be done with a record beyond changing and deleting it, and what its workflow lets this person do now; each after a question. */
export function RowTransitions({ screen, record, name }: RowTransitionsProps) {
  const { modal, message } = App.useApp()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [chosen, choose] = useState<Offer>()
  const standing = useStanding(screen, record.id, open)

  async function go(event: string, title: string) {
    try {
      await post(`${screen.path}/${record.id}/transitions/${event}`)
      message.success(`已${title}`)
    } catch (error) {
      message.error(sentenceOf(error))
    }
    await client.invalidateQueries({ queryKey: ['list', screen.key] })
  }

  const declared = screen.transitions.map(({ event, title }) => ({
    key: event,
    label: title,
    onClick: () => void modal.confirm({ title: `${title}“${name}”？`, okText: title, onOk: () => go(event, title) }),
  }))
  return (
    <>
      <Dropdown
        trigger={['click']}
        onOpenChange={setOpen}
        menu={{ items: [...declared, ...(screen.workflow ? offered(standing, choose) : [])] }}
      >
        <Button type="text" size="small" icon={<EllipsisOutlined />} title="更多操作" aria-label={`${name} 的更多操作`} />
      </Dropdown>
      <Suspense>
        {chosen && standing.data && (
          <AskDeed screen={screen} record={record} standing={standing.data} offer={chosen} onEnd={() => choose(undefined)} />
        )}
      </Suspense>
    </>
  )
}

/** What may be done by the workflow, asked for when the menu is opened. */
function offered({ data, error }: ReturnType<typeof useStanding>, choose: (offer: Offer) => void): NonNullable<MenuProps['items']> {
  const told = (label: string) => [{ key: ' told', label, disabled: true }]
  if (error) return told(sentenceOf(error))
  if (!data) return told('正在查询……')
  const offers = data.data.filter(offer => offer.may)
  if (offers.length === 0) return told('现在没有可以办理的')
  return offers.map(offer => ({ key: offer.event, label: offer.title, onClick: () => choose(offer) }))
}
