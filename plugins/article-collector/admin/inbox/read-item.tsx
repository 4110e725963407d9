import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Drawer } from 'antd'
import dayjs from 'dayjs'
import { Link } from 'react-router'
import { get } from '../../../../runtime-web/admin/api/request.ts'
import { Failure, Loading } from '../../../../runtime-web/admin/feedback/states.tsx'
import { RichText } from '../../../../runtime-web/admin/rich-text/rich-text.tsx'
import { type Item, likeWhich } from './items.ts'

/** An article as it was collected and cleaned, with where it is from. */
export function ReadItem({ of, onClose, onPush }: { of: Item | undefined; onClose(): void; onPush(id: string): void }) {
  const item = useQuery({
    queryKey: ['article-collector/item', of?.id],
    queryFn: () => get<Item>(`/article-collector/items/${of!.id}`),
    enabled: of !== undefined,
  })
  return (
    <Drawer
      open={of !== undefined}
      onClose={onClose}
      width="min(760px, 100vw)"
      title={of?.title}
      extra={
        of &&
        of.state !== 'duplicate' && (
          <Button type="primary" onClick={() => onPush(of.id)}>
            推送
          </Button>
        )
      }
    >
      {item.error ? (
        <Failure error={item.error} onRetry={() => void item.refetch()} />
      ) : item.data ? (
        <Text item={item.data} />
      ) : (
        <Loading />
      )}
    </Drawer>
  )
}

function Text({ item }: { item: Item }) {
  const facts = [item.sourceName, item.author, item.publishedAt && dayjs(item.publishedAt).format('YYYY-MM-DD HH:mm')].filter(Boolean)
  return (
    <article className="inbox-text">
      <p className="inbox-facts">
        {facts.join(' · ')}{' '}
        <a href={item.address} target="_blank" rel="noreferrer">
          原文
        </a>{' '}
        <Link to={`/m/article-collector.items/${item.id}`}>修改</Link>
      </p>
      {item.state === 'similar' && item.duplicateOf && (
        <Alert
          className="inbox-alike"
          type="warning"
          showIcon
          message={`${likeWhich(item)}，没有按规则推送`}
          description={
            <>
              可能是换了标题或加了编者按的转载，<Link to={`/m/article-collector.items/${item.duplicateOf.id}`}>看那一篇</Link>
              。确实需要的，可以照常推送。
            </>
          }
        />
      )}
      {item.body ? <RichText html={item.body} /> : <p>{likeWhich(item) ?? '没有正文'}</p>}
    </article>
  )
}
