import { SearchOutlined } from '@ant-design/icons'
import { Button, Collapse, Empty, Input, Space, Switch } from 'antd'
import { useDeferredValue, useState } from 'react'
import { EntityRow } from './entity-row.tsx'
import { changed, effective, isSame, type MatrixEntity, type Permissions, type Role, type RoleMatrix } from './role.ts'
import { SaveChange } from './save-change.tsx'

/** Every entity and what may be done with it, by plugin; nothing is saved before its consequences are told. */
export function PermissionTable({ role, matrix }: { role: Role; matrix: RoleMatrix }) {
  const saved = role.permissions ?? {}
  const [permissions, setPermissions] = useState<Permissions>(saved)
  const [typed, type] = useState('')
  const [ownOnly, showOwnOnly] = useState(false)
  const [saving, save] = useState(false)
  const word = useDeferredValue(typed.trim())

  const isChanged = (entity: MatrixEntity) => !isSame(entity, effective(entity, saved), effective(entity, permissions))
  const isShown = (entity: MatrixEntity) =>
    (!ownOnly || permissions[entity.key] !== undefined || isChanged(entity)) &&
    (word === '' || entity.title.includes(word) || entity.actions.some(action => action.title.includes(word)))
  const groups = matrix.plugins
    .map(plugin => ({ ...plugin, entities: plugin.entities.filter(isShown) }))
    .filter(plugin => plugin.entities.length > 0)
  const touched = matrix.plugins.flatMap(plugin => plugin.entities).filter(isChanged).length

  return (
    <>
      <div className="rights-bar">
        <Input
          prefix={<SearchOutlined />}
          allowClear
          className="rights-filter"
          placeholder="按名称或操作筛选，如 党员、导出"
          aria-label="筛选权限"
          value={typed}
          onChange={event => type(event.target.value)}
        />
        <label className="rights-only" htmlFor="rights-only">
          <Switch id="rights-only" size="small" checked={ownOnly} onChange={showOwnOnly} /> 只看单独设置的
        </label>
        <Space className="rights-save">
          {touched > 0 && <span>改动了 {touched} 项</span>}
          <Button disabled={touched === 0} onClick={() => setPermissions(saved)}>
            放弃改动
          </Button>
          <Button type="primary" disabled={touched === 0} onClick={() => save(true)}>
            预览并保存
          </Button>
        </Space>
      </div>
      {groups.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有符合条件的权限" />
      ) : (
        <Collapse
          ghost
          defaultActiveKey={groups.map(group => group.name)}
          items={groups.map(group => ({
            key: group.name,
            label: <strong>{group.title}</strong>,
            children: group.entities.map(entity => (
              <EntityRow
                key={entity.key}
                entity={entity}
                permission={effective(entity, permissions)}
                isOwn={permissions[entity.key] !== undefined}
                isChanged={isChanged(entity)}
                onChange={change => setPermissions(changed(permissions, entity, change))}
                onReset={() => setPermissions(Object.fromEntries(Object.entries(permissions).filter(([key]) => key !== entity.key)))}
              />
            )),
          }))}
        />
      )}
      {saving && <SaveChange role={role} permissions={permissions} matrix={matrix} onClose={() => save(false)} />}
    </>
  )
}
