import { EyeOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useEffect } from 'react'
import { sentenceOf } from '../api/problem.ts'
import { remove } from '../api/request.ts'
import type { Session } from '../api/session.ts'

type ViewingBannerProps = { name: string; viewing: NonNullable<Session['viewing']> }

/** Tells an admin that he looks at the desk as somebody else, and lets him end it. */
export function ViewingBanner({ name, viewing }: ViewingBannerProps) {
  const { message } = App.useApp()

  useEffect(() => {
    // The server ends it by itself; the page follows.
    const over = setTimeout(() => location.assign('/admin/'), Math.max(0, Date.parse(viewing.until) - Date.now()) + 1_000)
    return () => clearTimeout(over)
  }, [viewing.until])

  async function end() {
    try {
      await remove('/session/view')
    } catch (error) {
      message.error(sentenceOf(error))
      return
    }
    location.assign('/admin/')
  }

  const until = new Date(viewing.until).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' })
  return (
    <div className="viewing-banner" role="status">
      <EyeOutlined />
      <span>
        正以“{name}”的身份查看，只能看，不能改，{until} 自动结束
      </span>
      <Button size="small" onClick={end}>
        结束
      </Button>
    </div>
  )
}
