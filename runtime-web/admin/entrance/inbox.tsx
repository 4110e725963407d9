import { useCallback, useEffect, useState } from 'react'
import { Link } from 'react-router'
import { get } from '../api/request.ts'
import { isDemo } from './demo.ts'
import { Frame } from './frame.tsx'
import { Notice } from './notice.tsx'

type Sent = { channel: 'sms' | 'voice'; phone: string; text: string; at: string }

const everyMs = 5_000

/** In the demo no SMS leave the house: here they are, newest first. */
export function Inbox() {
  const [messages, setMessages] = useState<Sent[]>()
  const [error, setError] = useState<unknown>()
  const look = useCallback(() => {
    get<{ data: Sent[] }>('/core/developer-inbox').then(({ data }) => {
      setMessages(data)
      setError(undefined)
    }, setError)
  }, [])
  useEffect(() => {
    document.title = '收到的短信 · 党建云'
    if (!isDemo) return
    look()
    const again = setInterval(look, everyMs)
    return () => clearInterval(again)
  }, [look])

  return (
    <Frame
      title="收到的短信"
      hint={isDemo ? '演示环境不真正发送短信，系统发出的短信和语音电话都显示在这里。' : '只有演示环境才有这个页面。'}
      ways={<Link to="/login">去登录</Link>}
    >
      <Notice error={error} />
      {messages?.length === 0 && <p className="entrance-nothing">还没有短信。在登录页获取一个验证码试试。</p>}
      <ul className="entrance-messages" aria-live="polite">
        {messages?.map(({ channel, phone, text, at }) => (
          <li key={`${at} ${phone}`}>
            <p>
              <b>{channel === 'voice' ? `语音电话 ${phone}` : phone}</b>
              <time dateTime={at}>{timeOf(at)}</time>
            </p>
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </Frame>
  )
}

const timeOf = (at: string) => new Date(at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false })
