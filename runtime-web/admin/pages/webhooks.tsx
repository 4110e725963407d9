import { PlusOutlined } from '@ant-design/icons'
import { Button, Tabs } from 'antd'
import { useState } from 'react'
import type { OwnPage } from '../desk/own-pages.ts'
import { Page } from '../desk/page.tsx'
import { Failure, Loading, Nothing } from '../feedback/states.tsx'
import { ToldOnce } from '../feedback/told-once.tsx'
import { DeliveryLog } from './webhooks/delivery-log.tsx'
import { useEventKinds, useWebhooks, type Webhook } from './webhooks/webhook.ts'
import { WebhookCard } from './webhooks/webhook-card.tsx'
import { WebhookDialog } from './webhooks/webhook-dialog.tsx'
import './webhooks/webhooks.css'

type Doing = { what: 'edit'; webhook?: Webhook } | { what: 'keep'; secret: string }

/** Addresses of the tenant's own that are told of events by signed requests, and what was told. */
const Webhooks: OwnPage = ({ menu }) => {
  const webhooks = useWebhooks()
  const kinds = useEventKinds()
  const [doing, start] = useState<Doing>()
  const failed = webhooks.error ?? kinds.error
  if (failed) return <Failure error={failed} onRetry={() => Promise.all([webhooks.refetch(), kinds.refetch()])} />
  if (!webhooks.data || !kinds.data) return <Loading />
  const known = kinds.data
  const changed = () => void webhooks.refetch()
  const keep = (secret?: string) => start(secret === undefined ? undefined : { what: 'keep', secret })

  const addresses =
    webhooks.data.length > 0 ? (
      <div className="webhooks">
        {webhooks.data.map(webhook => (
          <WebhookCard
            key={webhook.id}
            webhook={webhook}
            kinds={known}
            onChanged={changed}
            onEdit={() => start({ what: 'edit', webhook })}
            onSecret={keep}
          />
        ))}
      </div>
    ) : (
      <div className="paper">
        <Nothing says="还没有接收地址。新增后，所选的事件一发生就推送过去，请求带有签名。" />
      </div>
    )

  return (
    <Page
      title={menu.title}
      hint="把本单位发生的事件推送给自己的其他系统"
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => start({ what: 'edit' })}>
          新增推送
        </Button>
      }
    >
      <Tabs
        destroyOnHidden
        items={[
          { key: 'addresses', label: '接收地址', children: addresses },
          { key: 'log', label: '推送记录', children: <DeliveryLog kinds={known} /> },
        ]}
      />
      {doing?.what === 'edit' && (
        <WebhookDialog
          webhook={doing.webhook}
          kinds={known}
          onCancel={() => start(undefined)}
          onDone={secret => {
            keep(secret)
            changed()
          }}
        />
      )}
      {doing?.what === 'keep' && <ToldOnce secret={doing.secret} onClose={() => start(undefined)} />}
    </Page>
  )
}

export default Webhooks
