import { HolderOutlined, PushpinOutlined, VerticalLeftOutlined, VerticalRightOutlined } from '@ant-design/icons'
import { closestCenter, DndContext, type DragEndEvent, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core'
import { arrayMove, SortableContext, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { Button, Checkbox, Segmented, Switch } from 'antd'
import type { ScreenField } from '../../fields/screen.ts'
import type { ColumnLayout } from './column-layout.ts'

type ColumnChooserProps = {
  fields: ScreenField[]
  /** Always shown: it stands for the record. */
  label: string
  layout: ColumnLayout
  onChange(layout: ColumnLayout | undefined): void
}

/** Which columns there are, in what order (dragged, or moved by the keyboard), and which stay at a side. */
export default function ColumnChooser({ fields, label, layout, onChange }: ColumnChooserProps) {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const shown = layout.shown.flatMap(name => fields.find(field => field.name === name) ?? [])
  const rest = fields.filter(field => !layout.shown.includes(field.name))
  const show = (shown: string[]) => onChange({ ...layout, shown })
  const drop = ({ active, over }: DragEndEvent) => {
    if (!over || active.id === over.id) return
    show(arrayMove(layout.shown, layout.shown.indexOf(String(active.id)), layout.shown.indexOf(String(over.id))))
  }
  const pin = (name: string, side: 'left' | 'right' | 'none') => {
    const { [name]: _, ...others } = layout.pinned
    onChange({ ...layout, pinned: side === 'none' ? others : { ...others, [name]: side } })
  }
  const titleOf = (id: unknown) => fields.find(field => field.name === id)?.title ?? ''
  return (
    <div className="list-columns">
      <div className="list-columns-top">
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch is antd's control */}
        <label>
          <Switch size="small" checked={layout.compact} onChange={compact => onChange({ ...layout, compact })} /> 紧凑行高
        </label>
        <Button type="link" size="small" onClick={() => onChange(undefined)}>
          恢复默认
        </Button>
      </div>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={drop}
        accessibility={{
          screenReaderInstructions: { draggable: '按空格键拿起，用上下方向键移动，再按空格键放下，按 Esc 取消。' },
          announcements: {
            onDragStart: ({ active }) => `拿起了${titleOf(active.id)}`,
            onDragOver: ({ active, over }) =>
              over && over.id !== active.id ? `${titleOf(active.id)}移到了${titleOf(over.id)}的位置` : undefined,
            onDragEnd: ({ active }) => `放下了${titleOf(active.id)}`,
            onDragCancel: ({ active }) => `${titleOf(active.id)}没有移动`,
          },
        }}
      >
        <SortableContext items={layout.shown} strategy={verticalListSortingStrategy}>
          <ul aria-label="显示的列">
            {shown.map(field => (
              <ShownColumn
                key={field.name}
                field={field}
                side={layout.pinned[field.name] ?? 'none'}
                fast={field.name === label}
                onHide={() => show(layout.shown.filter(name => name !== field.name))}
                onPin={side => pin(field.name, side)}
              />
            ))}
          </ul>
        </SortableContext>
      </DndContext>
      {rest.length > 0 && (
        <ul aria-label="其他列" className="list-columns-rest">
          {rest.map(field => (
            <li key={field.name}>
              <Checkbox checked={false} onChange={() => show([...layout.shown, field.name])}>
                {field.title}
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

type ShownColumnProps = {
  field: ScreenField
  side: 'left' | 'right' | 'none'
  fast: boolean
  onHide(): void
  onPin(side: 'left' | 'right' | 'none'): void
}

function ShownColumn({ field, side, fast, onHide, onPin }: ShownColumnProps) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id: field.name })
  const style = { transform: transform ? `translate3d(0, ${transform.y}px, 0)` : undefined, transition }
  return (
    <li ref={setNodeRef} style={style} data-dragging={isDragging || undefined}>
      <button
        type="button"
        ref={setActivatorNodeRef}
        {...attributes}
        {...listeners}
        className="list-grip"
        aria-label={`移动${field.title}`}
      >
        <HolderOutlined />
      </button>
      <Checkbox checked disabled={fast} onChange={onHide}>
        {field.title}
      </Checkbox>
      <Segmented
        size="small"
        aria-label={`${field.title}的位置`}
        value={side}
        onChange={onPin}
        options={[
          { value: 'left' as const, icon: <VerticalRightOutlined />, title: '固定在左侧' },
          { value: 'none' as const, icon: <PushpinOutlined rotate={45} />, title: '不固定' },
          { value: 'right' as const, icon: <VerticalLeftOutlined />, title: '固定在右侧' },
        ]}
      />
    </li>
  )
}
