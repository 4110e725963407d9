import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { partsAround } from '../canvas/paged-parts.ts'
import { useHappenings, useSelected, useWorkbench } from '../workbench.ts'

const words = {
  slides: { title: '轮播', one: '张', previous: '上一张', next: '下一张', add: '加一张', remove: '删除这张' },
  tabs: { title: '选项卡', one: '个', previous: '上一个', next: '下一个', add: '加一个', remove: '删除这个' },
}

/** Which of the slides or tabs is worked on; another one is turned to, added or taken away here. */
export function PartsPager() {
  const { editor, editing } = useWorkbench()
  const found = partsAround(useSelected())
  useHappenings(editor, 'component:add component:remove')
  if (!found) return null
  const { kind, parts, at } = found
  const { title, one, previous, next, add, remove } = words[kind]
  const turn = (by: number) => editor.select(parts[(at + by + parts.length) % parts.length]!, { scroll: true })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a few buttons that belong together, not a fieldset of a form
    <div className="designer-pager" role="group" aria-label={title}>
      <Button size="small" icon={<LeftOutlined />} aria-label={previous} onClick={() => turn(-1)} />
      <span>
        第 {at + 1} {one}，共 {parts.length} {one}
      </span>
      <Button size="small" icon={<RightOutlined />} aria-label={next} onClick={() => turn(1)} />
      <Button size="small" onClick={() => editing.duplicate(parts[at])}>
        {add}
      </Button>
      <Button size="small" disabled={parts.length === 1} onClick={() => editing.remove(parts[at])}>
        {remove}
      </Button>
    </div>
  )
}
