import { Link } from 'react-router'
import { Failure, Loading, Nothing } from '../../feedback/states.tsx'
import { MessageLines } from '../../messages/message-lines.tsx'
import { useUnread } from '../../messages/messages.ts'

/** What waits to be read or done. */
export function Waiting() {
  const { data, error, refetch } = useUnread()
  return (
    <section className="paper home-waiting" aria-labelledby="waiting">
      <div className="home-head">
        <h2 id="waiting">待办与消息</h2>
        <Link to="/account/messages">全部消息</Link>
      </div>
      {error ? (
        <Failure error={error} onRetry={refetch} />
      ) : !data ? (
        <Loading />
      ) : data.data.length === 0 ? (
        <Nothing says="没有要处理的事" />
      ) : (
        <MessageLines messages={data.data} />
      )}
    </section>
  )
}
