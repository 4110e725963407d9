import { App, Button, Switch, Tag } from 'antd'
import { sentenceOf } from '../../api/problem.ts'
import { patch, post, remove } from '../../api/request.ts'
import { type EventKind, type Made, path, type Webhook } from './webhook.ts'

type WebhookCardProps = { webhook: Webhook; kinds: EventKind[]; onChanged(): void; onEdit(): void; onSecret(secret: string): void }

/** One address: what it is told of, on or off, and its secret. */
export function WebhookCard({ webhook, kinds, onChanged, onEdit, onSecret }: WebhookCardProps) {
  const { modal, message } = App.useApp()
  const { id, name, address, events, state } = webhook
  const titles = new Map(kinds.map(kind => [kind.name, kind.title]))

  async function attempt(run: () => Promise<unknown>) {
    try {
      await run()
      onChanged()
    } catch (error) {
      message.error(sentenceOf(error))
    }
  }
  const renew = () =>
    modal.confirm({
      title: `更换“${name}”的密钥？`,
      content: '旧密钥立即失效，对方换上新密钥之前会拒收推送。',
      okText: '更换密钥',
      cancelText: '取消',
      onOk: () => attempt(async () => onSecret((await post<Made>(`${path}/${id}/transitions/renew-secret`)).secret)),
    })
  const takeAway = () =>
    modal.confirm({
      title: `删除“${name}”？`,
      content: '不再向这个地址推送事件，已有的推送记录保留。',
      okText: '删除',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: () => attempt(() => remove(`${path}/${id}`)),
    })

  return (
    <section className="paper webhook" aria-label={name}>
      <header>
        <h2>{name}</h2>
        <Switch
          checked={state === 'on'}
          checkedChildren="启用"
          unCheckedChildren="停用"
          aria-label={`启用${name}`}
          onChange={on => attempt(() => patch(`${path}/${id}`, { state: on ? 'on' : 'off' }))}
        />
        <div className="webhook-actions">
          <Button onClick={onEdit}>修改</Button>
          <Button onClick={renew}>更换密钥</Button>
          <Button danger onClick={takeAway}>
            删除
          </Button>
        </div>
      </header>
      <p className="webhook-address">{address}</p>
      <div className="webhook-events">
        {events.map(event => (
          <Tag key={event} bordered={false}>
            {titles.get(event) ?? event}
          </Tag>
        ))}
      </div>
    </section>
  )
}
