import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { Failure, Loading, Nothing } from '../../feedback/states.tsx'
import { MessageLines } from '../../messages/message-lines.tsx'
import { useMessages, useReading, useUnread } from '../../messages/messages.ts'

/** Every message, or those not read yet. */
export function AllMessages() {
  const [unreadAlone, setUnreadAlone] = useState(false)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useMessages(unreadAlone)
  const unread = useUnread().data
  const { readAll, busy } = useReading()
  const messages = data?.pages.flatMap(page => page.data)
  return (
    <div className="paper">
      <div className="account-head">
        <Segmented
          aria-label="消息范围"
          value={unreadAlone ? 'unread' : 'all'}
          onChange={value => setUnreadAlone(value === 'unread')}
          options={[
            { value: 'all', label: '全部' },
            { value: 'unread', label: '未读' },
          ]}
        />
        <Button disabled={!unread || unread.data.length === 0} loading={busy} onClick={() => readAll()}>
          全部标为已读
        </Button>
      </div>
      {error ? (
        <Failure error={error} onRetry={refetch} />
      ) : !messages ? (
        <Loading />
      ) : messages.length === 0 ? (
        <Nothing says={unreadAlone ? '没有未读消息' : '还没有消息'} />
      ) : (
        <MessageLines messages={messages} whole />
      )}
      {hasNextPage && (
        <Button block className="account-more" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          更早的消息
        </Button>
      )}
    </div>
  )
}
