import { Badge } from 'antd'
import { MenuIcon } from '../desk/menu-icon.tsx'
import { useTaskCount } from './tasks.ts'

/** How many to-dos there are, beside the word for them; nothing where there are none. */
export function TaskCount() {
  const { data: count = 0 } = useTaskCount()
  if (count === 0) return null
  return <Badge className="task-count" count={count} overflowCount={999} title={`${count} 件待办`} />
}

/** In a folded menu: that there are some. */
export function TaskDot({ icon }: { icon: string | null }) {
  const { data: count = 0 } = useTaskCount()
  return (
    <span className="anticon">
      <Badge dot={count > 0} title={`${count} 件待办`}>
        <MenuIcon name={icon} />
      </Badge>
    </span>
  )
}
