import type { Editor } from 'grapesjs'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { cssOf } from '../site/theme.ts'
import { type Editing, editingOf } from './editing.ts'
import { onKey } from './keys.ts'
import { type Given, openEditor } from './open-editor.ts'
import { turnParts } from './paged-parts.ts'
import { type Regions, regionsOf } from './regions.ts'

export type Canvas = { editor: Editor; regions: Regions; editing: Editing }

/** The canvas in its place on the page, once it can be drawn on. */
export function useCanvas(place: RefObject<HTMLDivElement | null>, given: Given, save: () => void): Canvas | undefined {
  const [canvas, setCanvas] = useState<Canvas>()
  const first = useRef(given)
  const saving = useRef(save)
  saving.current = save
  useEffect(() => {
    const { styles, ...rest } = first.current
    const editor = openEditor(place.current!, rest)
    const regions = regionsOf(editor)
    const editing = editingOf(editor, regions)
    turnParts(editor)
    editor.Commands.add('designer:parent', () => editing.go('out'))
    editor.Commands.add('designer:duplicate', () => editing.duplicate())
    editor.Commands.add('designer:delete', () => editing.remove())
    const pressed = (event: KeyboardEvent, atCanvas: boolean) => onKey(event, editor, editing, { save: () => saving.current() }, atCanvas)
    // Where nothing has the focus, as after a dialog or a row that is gone, keys are for what is selected.
    const outside = (event: KeyboardEvent) => pressed(event, event.target === document.body)
    const inside = (event: KeyboardEvent) => pressed(event, true)
    window.addEventListener('keydown', outside)
    editor.onReady(() => {
      // Its own keys would do everything a second time.
      editor.Keymaps.removeAll()
      const frame = editor.Canvas.getFrameEl()
      frame.title = '页面画布'
      frame.contentWindow?.addEventListener('keydown', inside, true)
      frame.contentDocument?.documentElement.setAttribute('lang', 'zh-CN')
      addStyles(editor, styles)
      setCanvas({ editor, regions, editing })
    })
    return () => {
      window.removeEventListener('keydown', outside)
      setCanvas(undefined)
      editor.destroy()
    }
  }, [place])
  return canvas
}

function addStyles(editor: Editor, { base, blocks }: Given['styles']): void {
  const { head } = editor.Canvas.getDocument()!
  for (const css of [base, blocks]) {
    const style = head.ownerDocument.createElement('style')
    style.textContent = css
    head.append(style)
  }
}

/** The theme as it is being chosen, over the styles of the canvas. */
export function showTheme(editor: Editor, tokens: Record<string, string>): void {
  const { head } = editor.Canvas.getDocument()!
  const known = head.querySelector('style[data-theme]')
  const style = known ?? head.ownerDocument.createElement('style')
  style.setAttribute('data-theme', '')
  style.textContent = cssOf(tokens)
  if (!known || known.nextElementSibling) head.append(style)
}
