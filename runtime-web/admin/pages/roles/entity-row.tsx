import { Button, Checkbox, Select, Tag } from 'antd'
import { useState } from 'react'
import { FieldRights } from './field-rights.tsx'
import { actionsIn, type MatrixEntity, type Permission, rowsOf, scopeWords } from './role.ts'

type EntityRowProps = {
  entity: MatrixEntity
  permission: Permission | undefined
  /** Whether the role says it itself; otherwise the built-in role does. */
  isOwn: boolean
  isChanged: boolean
  onChange(change: Partial<Permission>): void
  onReset(): void
}

const asGranted = 'as-granted'

/** One entity: what may be done, on which rows, with which fields. */
export function EntityRow({ entity, permission, isOwn, isChanged, onChange, onReset }: EntityRowProps) {
  const [choosing, choose] = useState(false)
  const chosen = actionsIn(entity, permission)
  const restricted = Object.keys(permission?.fields ?? {}).length
  const rows = rowsOf(entity, permission)
  const scopes = ['own', ...(entity.placed ? ['organization', 'above', 'subtree'] : []), 'tenant']
  return (
    <section className={isChanged ? 'rights-row rights-row-changed' : 'rights-row'} aria-label={entity.title}>
      <header className="rights-entity">
        <Checkbox
          checked={chosen.length === entity.actions.length}
          indeterminate={chosen.length > 0 && chosen.length < entity.actions.length}
          onChange={event => onChange({ actions: event.target.checked ? entity.actions.map(action => action.name) : [] })}
          aria-label={`${entity.title}，全部操作`}
        >
          {entity.title}
        </Checkbox>
        {isOwn && entity.usual && (
          <Button type="link" size="small" onClick={onReset} aria-label={`${entity.title}恢复默认`}>
            恢复默认
          </Button>
        )}
        {isChanged && (
          <Tag bordered={false} color="gold">
            未保存
          </Tag>
        )}
      </header>
      <Checkbox.Group
        className="rights-actions"
        value={chosen}
        options={entity.actions.map(action => ({ value: action.name, label: action.title }))}
        onChange={actions => onChange({ actions })}
      />
      <div className="rights-reach">
        <Select
          size="small"
          aria-label={`${entity.title}的数据范围`}
          disabled={chosen.length === 0}
          value={permission?.scope ?? asGranted}
          popupMatchSelectWidth={false}
          options={[{ value: asGranted, label: '按授权的范围' }, ...scopes.map(scope => ({ value: scope, label: scopeWords[scope] }))]}
          onChange={scope => onChange({ scope: scope === asGranted ? undefined : (scope as Permission['scope']) })}
        />
        {rows && <Tag bordered={false}>只限{rows}</Tag>}
        <Button size="small" disabled={chosen.length === 0} onClick={() => choose(true)} aria-label={`${entity.title}的字段`}>
          字段{restricted > 0 ? `（${restricted} 个受限）` : ''}
        </Button>
      </div>
      {choosing && (
        <FieldRights
          entity={entity}
          fields={permission?.fields ?? {}}
          onChange={fields => onChange({ fields })}
          onClose={() => choose(false)}
        />
      )}
    </section>
  )
}
