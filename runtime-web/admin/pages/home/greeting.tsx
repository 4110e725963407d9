import { useQuery } from '@tanstack/react-query'
import dayjs from 'dayjs'
import { useEffect } from 'react'
import { get } from '../../api/request.ts'
import type { Session } from '../../api/session.ts'
import { useDictionary } from '../../fields/dictionary.ts'
import { contentOf } from '../../fields/file-facts.ts'

/** Good morning, in which unit one works, and with which edition. */
export function Greeting({ session: { user, tenant } }: { session: Session }) {
  const edition = useDictionary('edition')?.title(tenant.edition)
  const now = dayjs()
  useEffect(() => {
    document.title = '首页 · 党建云'
  }, [])
  const picture = useHomePicture()
  return (
    <header className={picture ? 'home-greeting home-pictured' : 'home-greeting'}>
      {picture && <img src={contentOf(picture, 1280)} alt="" />}
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

/** The picture that the unit chose for its first page (S2.7). */
function useHomePicture(): string | null | undefined {
  const { data } = useQuery({
    queryKey: ['home-picture'],
    queryFn: () => get<{ data: { desktopHomeBackground?: string | null }[] }>('/core/settings', { fields: 'desktopHomeBackground' }),
    staleTime: 300_000,
  })
  return data?.data[0]?.desktopHomeBackground
}

function greetingAt(hour: number): string {
  if (hour < 5) return '夜深了'
  if (hour < 9) return '早上好'
  if (hour < 12) return '上午好'
  if (hour < 14) return '中午好'
  return hour < 18 ? '下午好' : '晚上好'
}
