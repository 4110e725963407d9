import { Link } from 'react-router'

/** What the server tells of a unit that has just moved in. */
export type Activation = { tenant: { code: string; name: string }; username: string; initialPassword: string }

/** The unit's own login address, and how its admin comes in for the first time. */
export function Activated({ activation: { tenant, username, initialPassword } }: { activation: Activation }) {
  return (
    <div className="entrance-form">
      <dl className="entrance-facts">
        <dt>本单位的登录地址</dt>
        <dd>
          <a href={`/t/${tenant.code}`}>{`${location.origin}/t/${tenant.code}`}</a>
        </dd>
        <dt>管理员账号</dt>
        <dd>{username}</dd>
        <dt>初始密码</dt>
        <dd>
          <code>{initialPassword}</code>
        </dd>
      </dl>
      <p className="entrance-help">请记下以上内容。首次登录后须先修改初始密码。</p>
      <ol className="entrance-steps">
        <li>用管理员账号登录，改掉初始密码</li>
        <li>新建或导入下级党组织</li>
        <li>导入党员信息，把登录地址告诉大家</li>
      </ol>
      <Link to={`/login/${tenant.code}`} className="entrance-button">
        去登录
      </Link>
    </div>
  )
}
