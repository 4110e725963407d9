import dayjs from 'dayjs'
import { useEffect } from 'react'
import type { Session } from '../../api/session.ts'
import { useDictionary } from '../../fields/dictionary.ts'

/** Good morning, in which unit one works, and with which edition. */
export function Greeting({ session: { user, tenant } }: { session: Session }) {
  const edition = useDictionary('edition')?.title(tenant.edition)
  const now = dayjs()
  useEffect(() => {
    document.title = '首页 · 党建云'
  }, [])
  return (
    <header className="home-greeting">
      <h1>
        {greetingAt(now.hour())}，{user.name}
      </h1>
      <p>
        <span>{now.format('YYYY年M月D日 dddd')}</span>
        <span>{tenant.name}</span>
        {edition && <span>当前为：{edition}</span>}
        {tenant.reliefMode && <span>减负合规模式</span>}
      </p>
    </header>
  )
}

function greetingAt(hour: number): string {
  if (hour < 5) return '夜深了'
  if (hour < 9) return '早上好'
  if (hour < 12) return '上午好'
  if (hour < 14) return '中午好'
  return hour < 18 ? '下午好' : '晚上好'
}
