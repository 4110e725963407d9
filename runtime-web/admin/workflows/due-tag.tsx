import { Tag } from 'antd'
import dayjs from 'dayjs'

/** Until when something has to be done; what is late, or soon will be, stands out. */
export function DueTag({ at }: { at: string }) {
  const due = dayjs(at)
  const now = dayjs()
  const time = <time dateTime={at}>{due.format(due.isSame(now, 'year') ? 'M月D日 HH:mm' : 'YYYY-MM-DD HH:mm')}</time>
  if (due.isBefore(now))
    return (
      <Tag color="error" className="state-tag">
        已逾期，期限 {time}
      </Tag>
    )
  if (due.isBefore(now.add(1, 'day')))
    return (
      <Tag color="warning" className="state-tag">
        即将到期，{time} 前
      </Tag>
    )
  return <span className="due">{time} 前办理</span>
}
