import { Link } from 'react-router'
import { useMenus } from '../../desk/desk-data.ts'
import { Failure, Loading, Nothing } from '../../feedback/states.tsx'
import { MessageLines } from '../../messages/message-lines.tsx'
import { useUnread } from '../../messages/messages.ts'
import { TaskLines } from '../../workflows/task-lines.tsx'
import { useTaskCount, useTasks } from '../../workflows/tasks.ts'

/** What waits to be done and read. */
export function Waiting() {
  const menu = useMenus().data?.find(entry => entry.page === 'todos')
  return (
    <div className="home-waiting">
      {menu && <Todos menu={menu.key} />}
      <Messages />
    </div>
  )
}

const fewest = 5

function Todos({ menu }: { menu: string }) {
  const count = useTaskCount().data
  const { data, error, refetch } = useTasks('open', undefined, fewest)
  const tasks = data?.pages[0]?.data
  return (
    <section className="paper" aria-labelledby="todos">
      <div className="home-head">
        <h2 id="todos">待办{count ? `（${count}）` : ''}</h2>
        <Link to={`/m/${menu}`}>全部待办</Link>
      </div>
      {error ? (
        <Failure error={error} onRetry={refetch} />
      ) : !tasks ? (
        <Loading />
      ) : tasks.length === 0 ? (
        <Nothing says="没有要办的事" />
      ) : (
        <TaskLines tasks={tasks} menu={menu} narrow />
      )}
    </section>
  )
}

function Messages() {
  const { data, error, refetch } = useUnread()
  return (
    <section className="paper" aria-labelledby="unread">
      <div className="home-head">
        <h2 id="unread">消息</h2>
        <Link to="/account/messages">全部消息</Link>
      </div>
      {error ? (
        <Failure error={error} onRetry={refetch} />
      ) : !data ? (
        <Loading />
      ) : data.data.length === 0 ? (
        <Nothing says="没有未读消息" />
      ) : (
        <MessageLines messages={data.data} />
      )}
    </section>
  )
}
