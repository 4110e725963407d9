import {
  AlignCenterOutlined,
  AlignLeftOutlined,
  AlignRightOutlined,
  BoldOutlined,
  ClearOutlined,
  ItalicOutlined,
  LineOutlined,
  LinkOutlined,
  MenuOutlined,
  MenuUnfoldOutlined,
  OrderedListOutlined,
  PaperClipOutlined,
  PictureOutlined,
  RedoOutlined,
  StrikethroughOutlined,
  UnderlineOutlined,
  UndoOutlined,
  UnorderedListOutlined,
  VideoCameraOutlined,
} from '@ant-design/icons'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { Button, Select } from 'antd'
import { Fragment, type ReactNode } from 'react'
import { TableMenu } from './table-menu.tsx'

type Tool = {
  name: string
  icon: ReactNode
  run(editor: Editor): boolean
  isOn?(editor: Editor): boolean
  can?(editor: Editor): boolean
}

const look = (editor: Editor) => editor.getAttributes(editor.isActive('heading') ? 'heading' : 'paragraph')
const align = (alignment: string | null) => (editor: Editor) => {
  const value = look(editor)['align'] === alignment ? null : alignment
  return editor.chain().focus().updateAttributes('paragraph', { align: value }).updateAttributes('heading', { align: value }).run()
}
const isAligned = (alignment: string) => (editor: Editor) => look(editor)['align'] === alignment
/** Drawn, and no text of the button, which is called by what it does. */
const letters = (text: string, name: string) => <span className={`tool-letters tool-letters-${name}`} data-letters={text} />

const groups: Tool[][] = [
  [
    { name: '撤销', icon: <UndoOutlined />, run: editor => editor.chain().focus().undo().run(), can: editor => editor.can().undo() },
    { name: '重做', icon: <RedoOutlined />, run: editor => editor.chain().focus().redo().run(), can: editor => editor.can().redo() },
  ],
  [
    { name: '加粗', icon: <BoldOutlined />, run: editor => editor.chain().focus().toggleBold().run(), isOn: is('bold') },
    { name: '斜体', icon: <ItalicOutlined />, run: editor => editor.chain().focus().toggleItalic().run(), isOn: is('italic') },
    {
      name: '下划线',
      icon: <UnderlineOutlined />,
      run: editor => editor.chain().focus().toggleUnderline().run(),
      isOn: is('underline'),
    },
    {
      name: '删除线',
      icon: <StrikethroughOutlined />,
      run: editor => editor.chain().focus().toggleStrike().run(),
      isOn: is('strike'),
    },
    { name: '红字', icon: letters('A', 'accent'), run: mark('accent'), isOn: is('accent') },
    { name: '上标', icon: letters('x²', 'small'), run: mark('superscript'), isOn: is('superscript') },
    { name: '下标', icon: letters('x₂', 'small'), run: mark('subscript'), isOn: is('subscript') },
  ],
  [
    { name: '左对齐', icon: <AlignLeftOutlined />, run: align(null) },
    { name: '居中', icon: <AlignCenterOutlined />, run: align('center'), isOn: isAligned('center') },
    { name: '右对齐', icon: <AlignRightOutlined />, run: align('right'), isOn: isAligned('right') },
    { name: '两端对齐', icon: <MenuOutlined />, run: align('justify'), isOn: isAligned('justify') },
    {
      name: '首行缩进',
      icon: <MenuUnfoldOutlined />,
      run: editor =>
        editor
          .chain()
          .focus()
          .updateAttributes('paragraph', { indent: look(editor)['indent'] !== true })
          .run(),
      isOn: editor => look(editor)['indent'] === true,
    },
  ],
  [
    {
      name: '项目符号',
      icon: <UnorderedListOutlined />,
      run: editor => list(editor).toggleBulletList().run(),
      isOn: is('bulletList'),
    },
    {
      name: '编号',
      icon: <OrderedListOutlined />,
      run: editor => list(editor).toggleOrderedList().run(),
      isOn: is('orderedList'),
    },
    { name: '引用', icon: letters('”', 'quote'), run: editor => editor.chain().focus().toggleBlockquote().run(), isOn: is('blockquote') },
    { name: '分隔线', icon: <LineOutlined />, run: editor => editor.chain().focus().setHorizontalRule().run() },
    {
      name: '清除格式',
      icon: <ClearOutlined />,
      run: editor =>
        editor.chain().focus().unsetAllMarks().clearNodes().updateAttributes('paragraph', { align: null, indent: false }).run(),
    },
  ],
]

/** An item begins at its sign. */
function list(editor: Editor) {
  return editor.chain().focus().updateAttributes('paragraph', { indent: false })
}

function is(name: string) {
  return (editor: Editor) => editor.isActive(name)
}

function mark(name: string) {
  return (editor: Editor) => editor.chain().focus().toggleMark(name).run()
}

const styles = [
  { value: 0, label: '正文' },
  { value: 2, label: '大标题' },
  { value: 3, label: '中标题' },
  { value: 4, label: '小标题' },
]

type State = { on: string[]; off: string[]; heading: number; link: boolean; picture: boolean; table: boolean }

const atRest: State = { on: [], off: [], heading: 0, link: false, picture: false, table: false }

/** Which of the tools are on where the cursor is, and which can do nothing. */
function stateOf(editor: Editor): State {
  const named = (holds: (tool: Tool) => boolean | undefined) => groups.flat().flatMap(tool => (holds(tool) ? [tool.name] : []))
  return {
    on: named(tool => tool.isOn?.(editor)),
    off: named(tool => tool.can?.(editor) === false),
    heading: styles.find(({ value }) => value > 0 && editor.isActive('heading', { level: value }))?.value ?? 0,
    link: editor.isActive('link'),
    picture: editor.isActive('picture'),
    table: editor.isActive('table'),
  }
}

type ToolbarProps = {
  editor: Editor
  disabled: boolean
  /** Whether the text may hold files. */
  files: boolean
  onLink(): void
  onPicture(): void
  onVideo(): void
  onAttachment(): void
  onDescribe(): void
}

/** What can be done with the text, by a button each; the editor's own keys (Ctrl+B, Ctrl+Z …) do the same. */
export function Toolbar({ editor, disabled, files, onLink, onPicture, onVideo, onAttachment, onDescribe }: ToolbarProps) {
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => (now.isDestroyed ? atRest : stateOf(now)),
  })
  const button = (name: string, icon: ReactNode, onClick: () => void, pressed?: boolean, off = false) => (
    <Button
      key={name}
      type="text"
      size="small"
      icon={icon}
      aria-label={name}
      aria-pressed={pressed}
      title={name}
      disabled={disabled || off}
      className={pressed ? 'tool-on' : undefined}
      // The cursor stays in the text: what is typed next belongs there.
      onMouseDown={event => event.preventDefault()}
      onClick={onClick}
    />
  )
  return (
    <div className="rich-text-tools" role="toolbar" aria-label="编辑工具">
      <Select
        size="small"
        variant="borderless"
        aria-label="段落样式"
        popupMatchSelectWidth={false}
        disabled={disabled}
        options={styles}
        value={state.heading}
        onChange={level => {
          const chain = editor.chain().focus()
          if (level === 2 || level === 3 || level === 4) chain.setHeading({ level }).run()
          else chain.setParagraph().run()
        }}
      />
      {groups.map(tools => (
        <Fragment key={tools[0]!.name}>
          <span className="tool-gap" aria-hidden />
          {tools.map(({ name, icon, run, isOn }) =>
            button(name, icon, () => void run(editor), isOn && state.on.includes(name), state.off.includes(name)),
          )}
        </Fragment>
      ))}
      <span className="tool-gap" aria-hidden />
      {button('链接', <LinkOutlined />, onLink, state.link)}
      <TableMenu editor={editor} inside={state.table} disabled={disabled} />
      {files && (
        <>
          {button('图片', <PictureOutlined />, onPicture)}
          {button('图片说明', letters('ALT', 'small'), onDescribe, undefined, !state.picture)}
          {button('视频', <VideoCameraOutlined />, onVideo)}
          {button('附件', <PaperClipOutlined />, onAttachment)}
        </>
      )}
    </div>
  )
}
