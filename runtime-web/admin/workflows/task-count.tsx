import { Badge } from 'antd'
import { useTaskCount } from './tasks.ts'

/** How many to-dos there are, beside the word for them; nothing where there are none. */
export function TaskCount() {
  const { data: count = 0 } = useTaskCount()
  if (count === 0) return null
  return <Badge className="task-count" count={count} overflowCount={999} title={`${count} 件待办`} />
}
