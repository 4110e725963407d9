import { CloseCircleFilled, DeleteOutlined, SearchOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Collapse, Input, Popconfirm } from 'antd'
import { type DragEvent, useState } from 'react'
import { Nothing } from '../../runtime-web/admin/feedback/states.tsx'
import { useAttempt } from '../../runtime-web/admin/feedback/use-attempt.ts'
import { addRules, definitionsOf, isForId } from '../canvas/to-editor.ts'
import { admitted } from '../content/admitted.ts'
import { withFreshIds } from '../content/fresh-ids.ts'
import type { LibraryItem } from '../site/library.ts'
import { deleteSection, readSections } from '../site/records.ts'
import { useWorkbench } from '../workbench.ts'
import { LibraryIcon } from './library-icon.tsx'
import './library.css'

/** Everything that can be put into a page, by category: dragged to its place, or clicked to come after what is selected. */
export function LibraryPanel() {
  const { library } = useWorkbench()
  const [word, look] = useState('')
  const sections = useSections()
  const items = [...sections, ...library].filter(item => `${item.title}${item.description}${item.category}`.includes(word.trim()))
  const categories = [...new Set(items.map(item => item.category))]
  return (
    <div className="designer-library">
      <Input
        prefix={<SearchOutlined />}
        aria-label="查找组件"
        placeholder="查找组件"
        allowClear={{ clearIcon: <CloseCircleFilled aria-label="清空" /> }}
        value={word}
        onChange={event => look(event.target.value)}
      />
      {categories.length === 0 && <Nothing says="没有找到这样的组件" />}
      <Collapse
        key={word === '' ? 'all' : 'found'}
        ghost
        size="small"
        defaultActiveKey={word === '' ? categories.slice(0, 3) : categories}
        items={categories.map(category => ({
          key: category,
          label: category,
          children: (
            <ul className="designer-tiles">
              {items
                .filter(item => item.category === category)
                .map(item => (
                  <li key={item.key}>
                    <Tile item={item} />
                    {item.key.startsWith(ofSections) && <RemoveSection item={item} />}
                  </li>
                ))}
            </ul>
          ),
        }))}
      />
    </div>
  )
}

const ofSections = 'section:'

/** Parts of pages that were saved to be used again. */
function useSections(): LibraryItem[] {
  const { data = [] } = useQuery({ queryKey: ['portal', 'sections'], queryFn: readSections })
  return data.map(({ id, title, content }) => ({
    key: `${ofSections}${id}`,
    title,
    description: '',
    category: '我的常用版块',
    icon: 'tags',
    content: admitted(content),
  }))
}

function Tile({ item }: { item: LibraryItem }) {
  const { editor, editing, regions } = useWorkbench()
  const begin = (event: DragEvent) => {
    const fresh = withFreshIds(item.content)
    const block = editor.Blocks.add(item.key, { label: '', content: definitionsOf(fresh.components), select: true })
    // Firefox drags nothing that carries nothing.
    event.dataTransfer.setData('text/plain', item.title)
    editor.once('block:drag:stop', dropped => {
      const [component] = Array.isArray(dropped) ? dropped : [dropped]
      const region = component && regions.around(component)
      if (!region) return
      addRules(editor, fresh.styles.filter(isForId))
      regions.addClassRules(region, fresh.styles)
    })
    editor.Blocks.startDrag(block, event.nativeEvent)
  }
  return (
    <button
      type="button"
      className="designer-tile"
      draggable
      title={item.description || item.title}
      onDragStart={begin}
      onDragEnd={event => editor.Blocks.endDrag(event.dataTransfer.dropEffect === 'none')}
      onClick={() => editing.insert(item.content)}
    >
      <LibraryIcon name={item.icon} />
      <span>{item.title}</span>
    </button>
  )
}

function RemoveSection({ item }: { item: LibraryItem }) {
  const client = useQueryClient()
  const { attempt } = useAttempt()
  const remove = () =>
    attempt(async () => {
      await deleteSection(item.key.slice(ofSections.length))
      await client.invalidateQueries({ queryKey: ['portal', 'sections'] })
    })
  return (
    <Popconfirm title={`删除常用版块“${item.title}”？`} okText="删除" cancelText="取消" onConfirm={remove}>
      <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`删除常用版块 ${item.title}`} />
    </Popconfirm>
  )
}
