import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { arrayMove, SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { MenuRow } from './menu-row.tsx'
import { type Device, groupTitle, type SetMenu, useMenuChanges } from './menus.ts'

/** All entries under their headings, to be dragged with the mouse or the keyboard (space, arrows, space). */
export function SortableMenus({ device, menus }: { device: Device; menus: SetMenu[] }) {
  const changes = useMenuChanges(device)
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const groups = [...Map.groupBy(menus, menu => menu.group)]
  const shown = groups.flatMap(([, entries]) => entries)
  const titleOf = (key: unknown) => shown.find(menu => menu.key === key)?.title ?? ''

  function drop({ active, over }: DragEndEvent) {
    if (!over || active.id === over.id) return
    const from = shown.findIndex(menu => menu.key === active.id)
    const to = shown.findIndex(menu => menu.key === over.id)
    if (from < 0 || to < 0) return
    const before = shown[from]!
    const moved = { ...before, group: shown[to]!.group }
    const next = arrayMove(shown, from, to).map(menu => (menu.key === moved.key ? moved : menu))
    void changes.place(next, moved, before)
  }

  const announcements: Announcements = {
    onDragStart: ({ active }) => `拿起了“${titleOf(active.id)}”，用上下方向键移动，空格放下，Esc 取消`,
    // Over its own place, what to do next is still to be heard.
    onDragOver: ({ active, over }) =>
      over && over.id !== active.id ? `“${titleOf(active.id)}”移到“${titleOf(over.id)}”的位置` : undefined,
    onDragEnd: ({ active }) => `放下了“${titleOf(active.id)}”`,
    onDragCancel: ({ active }) => `取消移动“${titleOf(active.id)}”`,
  }

  return (
    <div className="paper menu-list">
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={drop}
        accessibility={{ announcements, screenReaderInstructions: { draggable: '按空格拿起，用方向键移动，再按空格放下' } }}
      >
        <SortableContext items={shown.map(menu => menu.key)} strategy={verticalListSortingStrategy}>
          {groups.map(([group, entries]) => (
            <section key={group} aria-label={groupTitle(group)}>
              <h2>{groupTitle(group)}</h2>
              <ul>
                {entries.map(menu => (
                  <MenuRow
                    key={menu.key}
                    menu={menu}
                    groups={device === 'phone' ? ['personal', 'management'] : groups.map(([name]) => name)}
                    onChange={change => changes.change(menu, change)}
                  />
                ))}
              </ul>
            </section>
          ))}
        </SortableContext>
      </DndContext>
    </div>
  )
}
