import dayjs from 'dayjs'
import { useNavigate } from 'react-router'
import { destinationOf } from '../entrance/destination.ts'
import { type Message, useReading } from './messages.ts'
import './messages.css'

/** Messages, newest first. One is read by being opened, which leads where it points to. */
export function MessageLines({ messages, whole = false, onOpen }: { messages: Message[]; whole?: boolean; onOpen?: () => void }) {
  const navigate = useNavigate()
  const { read } = useReading()

  function open({ id, link, readAt }: Message) {
    if (!readAt) read(id)
    if (!link) return
    onOpen?.()
    void navigate(destinationOf(link))
  }

  return (
    <ul className="messages">
      {messages.map(message => (
        <li key={message.id} data-unread={message.readAt === null}>
          <button type="button" onClick={() => open(message)}>
            <span className="message-title">
              {message.readAt === null && <span className="message-new">未读</span>}
              {message.title}
            </span>
            <time dateTime={message.createdAt}>{dayjs(message.createdAt).format(whole ? 'YYYY-MM-DD HH:mm' : 'M月D日 HH:mm')}</time>
            {message.body && <span className={whole ? 'message-body' : 'message-body message-short'}>{message.body}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}
