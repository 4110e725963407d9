import { EditOutlined, HolderOutlined } from '@ant-design/icons'
import { useSortable } from '@dnd-kit/sortable'
import { Button, Popover, Switch } from 'antd'
import { useState } from 'react'
import { MenuIcon, menuIcons } from '../../desk/menu-icon.tsx'
import { EditMenu } from './edit-menu.tsx'
import type { MenuChange, SetMenu } from './menus.ts'

type MenuRowProps = { menu: SetMenu; groups: string[]; onChange(change: MenuChange): Promise<void> }

/** One entry: its place, picture and name, and whether it is on. */
export function MenuRow({ menu, groups, onChange }: MenuRowProps) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id: menu.key })
  const [picking, pick] = useState(false)
  const [editing, edit] = useState(false)
  return (
    <li
      ref={setNodeRef}
      className={`menu-row${isDragging ? ' menu-row-dragged' : ''}${menu.on ? '' : ' menu-row-off'}`}
      style={{ transform: transform ? `translate3d(0, ${Math.round(transform.y)}px, 0)` : undefined, transition }}
    >
      <button
        ref={setActivatorNodeRef}
        type="button"
        className="menu-handle"
        {...attributes}
        {...listeners}
        aria-label={`移动${menu.title}`}
      >
        <HolderOutlined />
      </button>
      <Popover
        trigger="click"
        open={picking}
        onOpenChange={pick}
        title="选择图标"
        content={
          <div className="menu-icons">
            {Object.keys(menuIcons).map(name => (
              <Button
                key={name}
                type={name === menu.icon ? 'primary' : 'text'}
                aria-label={`图标 ${name}`}
                icon={<MenuIcon name={name} />}
                onClick={() => {
                  pick(false)
                  void onChange({ icon: name })
                }}
              />
            ))}
          </div>
        }
      >
        <Button type="text" aria-label={`${menu.title}的图标`} icon={<MenuIcon name={menu.icon} />} />
      </Popover>
      <span className="menu-title">{menu.title}</span>
      <Button type="text" aria-label={`修改${menu.title}`} icon={<EditOutlined />} onClick={() => edit(true)} />
      <Switch checked={menu.on} aria-label={`启用${menu.title}`} onChange={on => void onChange({ on })} />
      {editing && <EditMenu menu={menu} groups={groups} onChange={onChange} onClose={() => edit(false)} />}
    </li>
  )
}
