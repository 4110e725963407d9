import { BellOutlined } from '@ant-design/icons'
import { Badge, Button, Popover } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { Nothing } from '../feedback/states.tsx'
import { MessageLines } from './message-lines.tsx'
import { useReading, useUnread } from './messages.ts'

/** How many messages wait, and the newest of them in a small panel. */
export function MessageBell() {
  const [open, setOpen] = useState(false)
  const { data } = useUnread()
  const { readAll, busy } = useReading()
  const total = data?.page.total ?? 0
  const close = () => setOpen(false)
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      classNames={{ root: 'bell-panel' }}
      title={
        <div className="bell-head">
          <span>未读消息</span>
          {data && data.data.length > 0 && (
            <Button type="link" size="small" loading={busy} onClick={() => readAll()}>
              全部标为已读
            </Button>
          )}
        </div>
      }
      content={
        <>
          {data?.data.length === 0 ? <Nothing says="没有未读消息" /> : <MessageLines messages={data?.data ?? []} onOpen={close} />}
          <Link to="/account/messages" onClick={close} className="bell-more">
            查看全部消息
          </Link>
        </>
      }
    >
      <Button
        type="text"
        aria-label={total === 0 ? '消息' : `消息，${total} 条未读`}
        icon={
          <Badge count={typeof total === 'number' ? total : Number.parseInt(total, 10)} size="small" overflowCount={99}>
            <BellOutlined className="bell" />
          </Badge>
        }
      />
    </Popover>
  )
}
