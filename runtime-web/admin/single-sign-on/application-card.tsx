import { App, Button, Progress, Tag, Typography } from 'antd'
import { sentenceOf } from '../api/problem.ts'
import { post } from '../api/request.ts'
import { type Application, moment, ownPath, states } from './application.ts'

type ApplicationCardProps = { application: Application; onChanged(): void; onEdit(): void; onSecret(): void }

/** One platform: how its application stands, how many entries are left, and what can be done. */
export function ApplicationCard({ application, onChanged, onEdit, onSecret }: ApplicationCardProps) {
  const { modal, message } = App.useApp()
  const { id, name, homepage, state, reviewNote, entriesGranted, entriesUsed, secretMadeAt } = application
  const approved = state === 'approved'

  function stop() {
    modal.confirm({
      title: `停用“${name}”的免密登录？`,
      content: '停用后，用户不能再从该平台进入。重新使用须再次申请。',
      okText: '停用',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: async () => {
        try {
          await post(`${ownPath}/${id}/stop`)
          onChanged()
        } catch (error) {
          message.error(sentenceOf(error))
        }
      },
    })
  }

  return (
    <section className="paper sso-card" aria-label={name}>
      <header>
        <h2>{name}</h2>
        <Tag color={states[state].colour}>{states[state].title}</Tag>
        <div className="sso-actions">
          {approved && (
            <Button type={secretMadeAt ? 'default' : 'primary'} onClick={onSecret}>
              {secretMadeAt ? '更换密钥' : '生成密钥'}
            </Button>
          )}
          <Button onClick={onEdit}>{state === 'refused' || state === 'stopped' ? '重新申请' : '修改'}</Button>
          {approved && (
            <Button danger onClick={stop}>
              停用
            </Button>
          )}
        </div>
      </header>
      {reviewNote && <p className="sso-note">审核意见：{reviewNote}</p>}
      <dl className="sso-facts">
        <dt>平台网址</dt>
        <dd>{homepage}</dd>
        <dt>应用编号</dt>
        <dd>
          <Typography.Text code copyable={{ tooltips: ['复制应用编号', '已复制'] }}>
            {id}
          </Typography.Text>
        </dd>
        {approved && (
          <>
            <dt>剩余次数</dt>
            <dd className="sso-left">
              <strong>{entriesGranted - entriesUsed}</strong> / {entriesGranted}
              <Progress
                aria-label="剩余次数"
                percent={entriesGranted === 0 ? 0 : Math.round(((entriesGranted - entriesUsed) / entriesGranted) * 100)}
                showInfo={false}
                size="small"
                strokeColor="var(--accent)"
              />
            </dd>
            <dt>密钥</dt>
            <dd>{keyInWords(application)}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

function keyInWords({ secretMadeAt, formerSecretUntil }: Application): string {
  if (secretMadeAt === null) return '还没有生成'
  const former = formerSecretUntil && Date.parse(formerSecretUntil) > Date.now() ? `；旧密钥到 ${moment(formerSecretUntil)} 失效` : ''
  return `${moment(secretMadeAt)} 生成${former}`
}
