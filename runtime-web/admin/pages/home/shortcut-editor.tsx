import { CloseOutlined, HolderOutlined, PlusOutlined } from '@ant-design/icons'
import { closestCenter, DndContext, type DragEndEvent, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core'
import { arrayMove, SortableContext, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { Button, Modal } from 'antd'
import { MenuIcon } from '../../desk/menu-icon.tsx'
import { Nothing } from '../../feedback/states.tsx'
import { type Shortcut, useArranging, useShortcuts } from './shortcuts-data.ts'

/** Adds from the menus, removes, and orders by drag or keyboard. Every step is kept at once. */
export function ShortcutEditor({ userId, onClose }: { userId: string; onClose: () => void }) {
  const { shortcuts = [], free = [] } = useShortcuts(userId)
  const { pin, unpin, order, busy } = useArranging(userId)
  const sensors = useSensors(useSensor(PointerSensor), useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }))
  const titleOf = (id: string | number) => shortcuts.find(one => one.id === id)?.menu.title ?? ''
  const placeOf = (id: string | number | undefined) => shortcuts.findIndex(one => one.id === id)

  function dropped({ active, over }: DragEndEvent) {
    if (over && over.id !== active.id) order(arrayMove(shortcuts, placeOf(active.id), placeOf(over.id)))
  }

  return (
    <Modal open title="设置常用功能" onCancel={onClose} width={560} footer={<Button onClick={onClose}>完成</Button>}>
      <h3 className="home-edit-head">首页上的功能</h3>
      {shortcuts.length === 0 && <Nothing says="还没有常用功能，从下面添加" />}
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={dropped}
        accessibility={{
          screenReaderInstructions: { draggable: '按空格键拿起，用上下方向键移动，再按空格键放下，按 Esc 取消。' },
          announcements: {
            onDragStart: ({ active }) => `已拿起“${titleOf(active.id)}”`,
            onDragOver: ({ active, over }) => `“${titleOf(active.id)}”移到第 ${placeOf(over?.id) + 1} 位`,
            onDragEnd: ({ active, over }) => `“${titleOf(active.id)}”放在第 ${placeOf(over?.id) + 1} 位`,
            onDragCancel: ({ active }) => `“${titleOf(active.id)}”放回原位`,
          },
        }}
      >
        <SortableContext items={shortcuts} strategy={verticalListSortingStrategy}>
          <ul className="home-edit">
            {shortcuts.map(shortcut => (
              <PinnedLine key={shortcut.id} shortcut={shortcut} onRemove={() => unpin(shortcut.id)} />
            ))}
          </ul>
        </SortableContext>
      </DndContext>
      <h3 className="home-edit-head">可以添加的功能</h3>
      <div className="home-free">
        {free.map(menu => (
          <Button
            key={menu.key}
            icon={<PlusOutlined />}
            disabled={busy}
            aria-label={`添加${menu.title}`}
            onClick={() => pin({ menu: menu.key, position: shortcuts.length })}
          >
            {menu.title}
          </Button>
        ))}
      </div>
    </Modal>
  )
}

function PinnedLine({ shortcut: { id, menu }, onRemove }: { shortcut: Shortcut; onRemove: () => void }) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition } = useSortable({ id })
  const moved = transform ? `translate3d(0, ${transform.y}px, 0)` : undefined
  return (
    <li ref={setNodeRef} style={{ transform: moved, transition }}>
      <button
        type="button"
        className="home-grip"
        ref={setActivatorNodeRef}
        {...attributes}
        {...listeners}
        aria-roledescription="可排序"
        aria-label={`移动${menu.title}`}
      >
        <HolderOutlined />
      </button>
      <MenuIcon name={menu.icon} />
      <span>{menu.title}</span>
      <Button type="text" aria-label={`移除${menu.title}`} icon={<CloseOutlined />} onClick={onRemove} />
    </li>
  )
}
