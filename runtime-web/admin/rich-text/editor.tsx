import { EditorContent, useEditor, useEditorState } from '@tiptap/react'
import { App } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useSizeLimit } from '../form/use-size-limit.ts'
import type { WidgetProps } from '../form/widget.ts'
import { extensions } from './extensions.ts'
import { LinkDialog } from './link-dialog.tsx'
import { pastedHtml } from './pasted.ts'
import { PictureDialog } from './picture-dialog.tsx'
import { Toolbar } from './toolbar.tsx'
import { openUploads } from './uploads.ts'
import { writtenHtml } from './written-html.ts'
import './rich-text.css'
import './editor.css'

const kinds = { picture: 'image/jpeg,image/png,image/gif,image/webp', video: 'video/mp4,video/webm', attachment: '' }

/** The editor of an html field. What it makes is cleaned by the server again, which alone says what is kept. */
export default function Editor({ id, field, value, disabled, describedBy, invalid, onChange, onBlur, onBusy }: WidgetProps<string>) {
  const { message } = App.useApp()
  const files = field.heldIn !== undefined
  const picker = useRef<HTMLInputElement>(null)
  const picking = useRef<keyof typeof kinds>('picture')
  const written = useRef(value)
  const [dialog, setDialog] = useState<'link' | 'picture'>()
  const [uploads] = useState(() => openUploads({ busy: onBusy, failed: why => void message.error(why) }))
  const tooLarge = useSizeLimit()
  const told = useRef({ onChange, onBlur, tooLarge })
  told.current = { onChange, onBlur, tooLarge }
  const fits = (file: File) => {
    const why = told.current.tooLarge(file)
    if (why) void message.error(why)
    return !why
  }

  const editor = useEditor({
    extensions,
    content: value ?? '',
    editable: !disabled,
    editorProps: {
      attributes: {
        id,
        class: 'rich-text',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-labelledby': `${id}-label`,
        ...(describedBy ? { 'aria-describedby': describedBy } : {}),
        ...(invalid ? { 'aria-invalid': 'true' } : {}),
      },
      transformPastedHTML(copied) {
        const { html, leftOut } = pastedHtml(copied, address => (files ? uploads.keep(address, fits) : undefined))
        if (leftOut > 0) void message.warning(`${leftOut} 张图片在别的网站或文件里，没有带过来，请另存后用“图片”按钮上传`, 6)
        return html
      },
      handlePaste: (_view, event) =>
        take([...(event.clipboardData?.files ?? [])], (event.clipboardData?.getData('text/html') ?? '') !== ''),
      handleDrop: (_view, event) => take([...((event as DragEvent).dataTransfer?.files ?? [])], false),
    },
    onPaste: () => setTimeout(() => uploads.bring(editor)),
    onUpdate({ editor: now }) {
      written.current = now.isEmpty ? null : writtenHtml(now)
      told.current.onChange(written.current)
    },
    onBlur: () => told.current.onBlur(),
  })
  const words = useEditorState({ editor, selector: ({ editor: now }) => (now.isDestroyed ? 0 : now.getText().replace(/\s/g, '').length) })

  useEffect(() => {
    editor.setEditable(!disabled, false)
  }, [editor, disabled])
  useEffect(() => {
    // Filled in from elsewhere, such as a sample.
    if (value === written.current) return
    written.current = value
    editor.commands.setContent(value ?? '', { emitUpdate: false })
  }, [editor, value])

  /** Files that were pasted or dropped; text that came with a picture of itself, as from a spreadsheet, is the text. */
  function take(dropped: File[], hasText: boolean): boolean {
    if (dropped.length === 0 || hasText) return false
    if (!files) {
      void message.warning('这一项不能放图片和文件')
      return true
    }
    for (const file of dropped.filter(fits)) void (isMedia(file) ? uploads.insert(editor, file) : uploads.attach(editor, file))
    return true
  }

  const pick = (kind: keyof typeof kinds) => () => {
    picking.current = kind
    picker.current!.accept = kinds[kind]
    picker.current!.multiple = kind === 'attachment'
    picker.current!.click()
  }

  async function picked(chosen: File[]): Promise<void> {
    for (const file of chosen.filter(fits)) {
      if (picking.current === 'attachment') await uploads.attach(editor, file)
      else {
        const stored = uploads.insert(editor, file)
        if (picking.current === 'picture') {
          editor.commands.setNodeSelection(editor.state.selection.from - 1)
          setDialog('picture')
        }
        await stored
      }
    }
  }

  return (
    <div className={`rich-text-editor${invalid ? ' rich-text-wrong' : ''}`}>
      <Toolbar
        editor={editor}
        disabled={disabled}
        files={files}
        onLink={() => setDialog('link')}
        onPicture={pick('picture')}
        onVideo={pick('video')}
        onAttachment={pick('attachment')}
        onDescribe={() => setDialog('picture')}
      />
      <EditorContent editor={editor} />
      <div className="rich-text-count">{words} 字</div>
      <input
        ref={picker}
        type="file"
        hidden
        data-field={field.name}
        onChange={event => {
          void picked([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {dialog === 'link' && <LinkDialog editor={editor} onClose={() => setDialog(undefined)} />}
      {dialog === 'picture' && <PictureDialog editor={editor} onClose={() => setDialog(undefined)} />}
    </div>
  )
}

const isMedia = (file: File) => file.type.startsWith('image/') || file.type.startsWith('video/')
