import { Button, Segmented } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { Link } from 'react-router'
import type { MenuEntry } from '../../../../runtime-web/admin/desk/desk-data.ts'
import { Page } from '../../../../runtime-web/admin/desk/page.tsx'
import { Failure, Loading, Nothing } from '../../../../runtime-web/admin/feedback/states.tsx'
import './inbox.css'
import { useMyReceipts } from './receipts.ts'

const shown = [
  { value: 'all', label: '全部' },
  { value: 'unread', label: '未读' },
]

const stateWords = { unread: '未读', read: '已读', confirmed: '已确认' }

/** What was sent to this person; what he has not read stands out. */
export function InboxList({ menu }: { menu: MenuEntry }) {
  const [which, show] = useState('all')
  const receipts = useMyReceipts(which === 'unread')
  const loaded = receipts.data?.pages.flatMap(page => page.data)
  return (
    <Page title={menu.title}>
      <div className="paper">
        <Segmented aria-label="阅读情况" options={shown} value={which} onChange={show} />
        {receipts.error ? (
          <Failure error={receipts.error} onRetry={() => void receipts.refetch()} />
        ) : !loaded ? (
          <Loading />
        ) : loaded.length === 0 ? (
          <Nothing says={which === 'unread' ? '没有未读的通知' : '还没有收到通知'} />
        ) : (
          <ul className="inbox">
            {loaded.map(({ id, notice, title, state, createdAt }) => (
              <li key={id}>
                <Link to={`/m/${menu.key}/${notice.id}`} data-state={state}>
                  <span className="inbox-title">{title}</span>
                  <span className="inbox-state">{stateWords[state]}</span>
                  <time dateTime={createdAt}>{dayjs(createdAt).format('YYYY-MM-DD HH:mm')}</time>
                </Link>
              </li>
            ))}
          </ul>
        )}
        {receipts.hasNextPage && (
          <Button loading={receipts.isFetchingNextPage} onClick={() => void receipts.fetchNextPage()}>
            更多
          </Button>
        )}
      </div>
    </Page>
  )
}
