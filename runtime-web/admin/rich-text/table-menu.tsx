import { TableOutlined } from '@ant-design/icons'
import type { Editor } from '@tiptap/core'
import { Button, Dropdown, type MenuProps } from 'antd'

type Deed = { key: string; label: string; run(editor: Editor): boolean }

const start: Deed = {
  key: 'start',
  label: '插入表格（3 行 3 列）',
  run: editor => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
}

const within: (Deed | { type: 'divider' })[] = [
  { key: 'above', label: '在上方插入一行', run: editor => editor.chain().focus().addRowBefore().run() },
  { key: 'below', label: '在下方插入一行', run: editor => editor.chain().focus().addRowAfter().run() },
  { key: 'left', label: '在左侧插入一列', run: editor => editor.chain().focus().addColumnBefore().run() },
  { key: 'right', label: '在右侧插入一列', run: editor => editor.chain().focus().addColumnAfter().run() },
  { type: 'divider' },
  { key: 'merge', label: '合并或拆分单元格', run: editor => editor.chain().focus().mergeOrSplit().run() },
  { key: 'head', label: '首行作为表头', run: editor => editor.chain().focus().toggleHeaderRow().run() },
  { type: 'divider' },
  { key: 'row', label: '删除这一行', run: editor => editor.chain().focus().deleteRow().run() },
  { key: 'column', label: '删除这一列', run: editor => editor.chain().focus().deleteColumn().run() },
  { key: 'all', label: '删除表格', run: editor => editor.chain().focus().deleteTable().run() },
]

/** What can be done with a table: begin one, or, within one, with its rows and columns. */
export function TableMenu({ editor, inside, disabled }: { editor: Editor; inside: boolean; disabled: boolean }) {
  const offered = inside ? within : [start]
  const items: MenuProps['items'] = offered.map(one => ('key' in one ? { key: one.key, label: one.label } : one))
  const run: MenuProps['onClick'] = ({ key }) => {
    const deed = offered.find((one): one is Deed => 'key' in one && one.key === key)
    deed?.run(editor)
  }
  return (
    <Dropdown menu={{ items, onClick: run }} trigger={['click']} disabled={disabled}>
      <Button
        type="text"
        size="small"
        icon={<TableOutlined />}
        aria-label="表格"
        title="表格"
        className={inside ? 'tool-on' : undefined}
        onMouseDown={event => event.preventDefault()}
      />
    </Dropdown>
  )
}
