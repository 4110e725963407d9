import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { post } from '../../../runtime-web/admin/api/request.ts'
import type { OwnPage } from '../../../runtime-web/admin/desk/own-pages.ts'
import { Page } from '../../../runtime-web/admin/desk/page.tsx'
import { useAttempt } from '../../../runtime-web/admin/feedback/use-attempt.ts'
import { ItemTable } from './inbox/item-table.tsx'
import type { Asked, Item, ItemState } from './inbox/items.ts'
import { PushDialog } from './inbox/push-dialog.tsx'
import { ReadItem } from './inbox/read-item.tsx'
import './inbox/inbox.css'

const states: { value: ItemState; label: string }[] = [
  { value: 'collected', label: '待推送' },
  { value: 'similar', label: '疑似重复' },
  { value: 'pushed', label: '已推送' },
  { value: 'ignored', label: '不用' },
  { value: 'duplicate', label: '重复' },
]

/** What was collected: to be read, pushed to columns of sites, one or many, or put aside (N2.1). */
const Inbox: OwnPage = ({ menu }) => {
  const client = useQueryClient()
  const { busy, attempt, message } = useAttempt()
  const [asked, ask] = useState<Asked>({ state: 'collected', words: '', page: 1 })
  const [chosen, choose] = useState<string[]>([])
  const [pushing, push] = useState<string[]>()
  const [read, open] = useState<Item>()
  const look = (more: Partial<Asked>) => {
    choose([])
    ask({ ...asked, page: 1, ...more })
  }
  const refresh = () => client.invalidateQueries({ queryKey: ['article-collector/item'] })
  const ignore = (ignored: boolean) =>
    attempt(async () => {
      const { changed } = await post<{ changed: number }>('/article-collector/items/ignore', { items: chosen, ignored })
      choose([])
      await refresh()
      void message.success(ignored ? `${changed} 篇标为不用` : `${changed} 篇放回待推送`)
    })
  const pushed = async (planned: number, already: number) => {
    push(undefined)
    open(undefined)
    choose([])
    void message.success(`正在推送 ${planned} 篇次${already > 0 ? `，${already} 篇次以前已推送` : ''}，结果见推送记录`)
    await refresh()
  }
  const { state } = asked
  return (
    <Page title={menu.title} hint="采集来的文章，注明来源后推送到站点栏目">
      <div className="paper">
        <div className="inbox-tools">
          <Segmented options={states} value={state} onChange={value => look({ state: value as ItemState })} aria-label="状态" />
          <Input
            allowClear
            className="inbox-search"
            placeholder="搜索标题，回车查找"
            aria-label="搜索标题"
            onPressEnter={event => look({ words: event.currentTarget.value.trim() })}
            onChange={event => event.target.value === '' && asked.words !== '' && look({ words: '' })}
          />
          {state !== 'duplicate' && (
            <Button type="primary" disabled={chosen.length === 0} onClick={() => push(chosen)}>
              推送{chosen.length > 0 && ` ${chosen.length} 篇`}
            </Button>
          )}
          {state !== 'pushed' && state !== 'duplicate' && (
            <Button disabled={chosen.length === 0 || busy} onClick={() => void ignore(state !== 'ignored')}>
              {state === 'ignored' ? '放回待推送' : '标为不用'}
            </Button>
          )}
        </div>
        <ItemTable asked={asked} chosen={chosen} onChoose={choose} onOpen={open} onPage={page => ask({ ...asked, page })} />
      </div>
      <ReadItem of={read} onClose={() => open(undefined)} onPush={id => push([id])} />
      {pushing && (
        <PushDialog items={pushing} onClose={() => push(undefined)} onPushed={(planned, already) => void pushed(planned, already)} />
      )}
    </Page>
  )
}

export default Inbox
