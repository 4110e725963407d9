import dayjs from 'dayjs'
import { Link } from 'react-router'
import { DueTag } from './due-tag.tsx'
import { placeOf, type Task } from './tasks.ts'
import './tasks.css'

/** To-dos, each a line that leads to what it is about; `narrow`: in a column beside others. */
export function TaskLines({ tasks, menu, narrow = false }: { tasks: Task[]; menu: string; narrow?: boolean }) {
  return (
    <ul className="tasks" data-narrow={narrow}>
      {tasks.map(task => (
        <li key={task.id} data-over={task.state !== 'open'}>
          <Link to={placeOf(task, menu)}>
            <span className="task-title">{task.title}</span>
            <span className="task-facts">
              <span>{task.stepTitle}</span>
              {task.organization?.label && <span>{task.organization.label}</span>}
              {task.onBehalfOf && <span>{`代${task.onBehalfOf.label ?? '他人'}办理`}</span>}
            </span>
            <span className="task-when">
              {task.state === 'open' && task.dueAt && <DueTag at={task.dueAt} />}
              <time dateTime={task.endedAt ?? task.createdAt}>
                {`${dayjs(task.endedAt ?? task.createdAt).format('M月D日 HH:mm')} ${task.endedAt ? '办结' : '收到'}`}
              </time>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
