import { CheckCircleFilled } from '@ant-design/icons'
import { Typography } from 'antd'
import { Link } from 'react-router'
import type { Session } from '../../api/session.ts'
import { useFigures } from './figures-data.ts'

/** What the admin of a unit that has just moved in does first; gone when all of it is done. */
export function FirstSteps({ session: { tenant, user } }: { session: Session }) {
  const figures = useFigures()
  if (!user.roles.includes('tenant-admin') || !figures) return null
  const steps = figures.map(({ entity, title, value, menu }) => ({
    key: entity,
    // The highest organization came with the unit itself.
    done: value > (entity === 'core/organization' ? 1 : 0),
    says: entity === 'core/organization' ? '新建或导入下级党组织' : `新增或导入${title}`,
    menu,
  }))
  if (steps.every(step => step.done)) return null
  return (
    <section className="paper home-steps" aria-labelledby="first-steps">
      <h2 id="first-steps">三步用起来</h2>
      <ol>
        {steps.map(({ key, done, says, menu }) => (
          <li key={key} data-done={done}>
            {done && <CheckCircleFilled aria-label="已完成" />}
            {menu && !done ? <Link to={`/m/${menu.key}`}>{says}</Link> : <span>{says}</span>}
          </li>
        ))}
        <li>
          <span>把登录地址告诉大家：</span>
          <Typography.Text copyable={{ tooltips: ['复制', '已复制'] }}>{`${location.origin}/t/${tenant.code}`}</Typography.Text>
        </li>
      </ol>
    </section>
  )
}
