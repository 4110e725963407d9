import { LockOutlined, UnlockOutlined, WarningOutlined } from '@ant-design/icons'
import { Alert, Tag } from 'antd'
import type { ReactNode } from 'react'
import type { Risk } from '../../../../core/permissions/preview/role-change.ts'
import type { Preview } from '../../../../core/permissions/preview/role-preview.ts'
import { fieldWords, type RoleMatrix, scopeWords } from './role.ts'

const riskWords: Record<Risk, string> = {
  rights: '能改变他人的权限',
  secrets: '能看到敏感内容',
  delete: '能删除或合并',
  export: '能导出带走',
  'tenant-wide': '扩大到全单位',
  oneself: '您自己将失去管理权限的能力',
}

type Change = Preview['entities'][number]

/** What a change of rights opens and closes, for how many people and records. */
export function Consequences({ preview, matrix }: { preview: Preview; matrix?: RoleMatrix }) {
  const risky = preview.entities.some(change => change.risks.length > 0)
  const titles = new Map(matrix?.plugins.flatMap(plugin => plugin.entities.map(entity => [entity.key, entity])))
  const wordOf = (entity: string, action: string) => titles.get(entity)?.actions.find(one => one.name === action)?.title ?? action
  if (preview.entities.length === 0) return <Alert type="info" showIcon message="没有增减任何权限" />
  return (
    <>
      <Alert
        type={risky ? 'warning' : 'info'}
        showIcon
        message={`涉及 ${preview.people} 人、${preview.entities.length} 类信息，保存后即时生效`}
        description={risky ? '其中有需要留意的改动，已在下面标出。' : undefined}
      />
      <ul className="consequences">
        {preview.entities.map(change => (
          <li key={change.entity}>
            <div className="consequence-head">
              <strong>{change.title}</strong>
              <span>{rowsIn(change)}</span>
              {change.risks.map(risk => (
                <Tag key={risk} color="red" bordered={false} icon={<WarningOutlined />}>
                  {riskWords[risk]}
                </Tag>
              ))}
            </div>
            <Line icon={<UnlockOutlined />} word="开放">
              {[
                ...change.opened.actions.map(action => wordOf(change.entity, action)),
                ...change.opened.fields.map(field => `${field.title}（${fieldWords[field.from]} → ${fieldWords[field.to]}）`),
              ]}
            </Line>
            <Line icon={<LockOutlined />} word="收回">
              {[
                ...change.closed.actions.map(action => wordOf(change.entity, action)),
                ...change.closed.fields.map(field => `${field.title}（${fieldWords[field.from]} → ${fieldWords[field.to]}）`),
              ]}
            </Line>
            {change.scope && (
              <p className="consequence">
                数据范围：{scopeIn(change.scope.from)} → {scopeIn(change.scope.to)}
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Line({ icon, word, children }: { icon: ReactNode; word: string; children: string[] }) {
  if (children.length === 0) return null
  return (
    <p className="consequence">
      {icon} {word}：{children.join('、')}
    </p>
  )
}

const scopeIn = (scope: string | undefined) => (scope ? scopeWords[scope] : '按授权的范围')

function rowsIn({ rows: { before, after } }: Change): string {
  if (before === undefined && after === undefined) return '各人自己的记录'
  if (before === undefined || after === undefined) return `${before ?? after} 条记录`
  return before === after ? `${after} 条记录` : `${before} → ${after} 条记录`
}
