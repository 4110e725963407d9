import type { Editor } from 'grapesjs'
import type { Editing } from './editing.ts'

type Deeds = { save(): void }

const typed =
  'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"], [role="slider"], [role="spinbutton"]'

/**
 * Keys of the editor, pressed at the canvas or in the panels: Ctrl+S anywhere, everything else where nothing is being typed. Arrows of a
 * list or tree of the panels stay its own; `atCanvas` tells whether the canvas has the focus.
 */
export function onKey(event: KeyboardEvent, editor: Editor, editing: Editing, { save }: Deeds, atCanvas: boolean): void {
  const control = event.ctrlKey || event.metaKey
  if (control && event.key.toLowerCase() === 's') {
    done(event, save)
    return
  }
  if (editor.getEditing()) {
    if (event.key === 'Escape') done(event, () => finishTyping(editor))
    return
  }
  // A frame's elements are of another window: instanceof of this one would not know them.
  const target = event.target as Element | null
  if (target?.closest?.(typed)) return
  const deed = control ? controlled(event, editor, editing) : atCanvas ? plain(event, editor, editing) : undefined
  if (deed) done(event, deed)
}

function controlled(event: KeyboardEvent, editor: Editor, editing: Editing): (() => unknown) | undefined {
  switch (event.key.toLowerCase()) {
    case 'z':
      return () => (event.shiftKey ? editor.UndoManager.redo() : editor.UndoManager.undo())
    case 'y':
      return () => editor.UndoManager.redo()
    case 'c':
      return hasWords(event) ? undefined : () => editing.copy()
    case 'x':
      return () => editing.cut()
    case 'v':
      return () => editing.paste()
    case 'd':
      return () => editing.duplicate()
    default:
      return undefined
  }
}

function plain(event: KeyboardEvent, editor: Editor, editing: Editing): (() => unknown) | undefined {
  const ways = { ArrowDown: 'next', ArrowUp: 'previous', ArrowLeft: 'out', ArrowRight: 'in' } as const
  const way = ways[event.key as keyof typeof ways]
  if (way && event.altKey) return way === 'next' ? () => editing.move(1) : way === 'previous' ? () => editing.move(-1) : undefined
  if (way) return () => editing.go(way)
  if (event.key === 'Delete' || event.key === 'Backspace') return () => editing.remove()
  if (event.key === 'Escape') return () => editing.go('out')
  if (event.key === 'Enter' || event.key === 'F2') return () => editor.getSelected()?.trigger('active')
  return undefined
}

const hasWords = (event: KeyboardEvent): boolean =>
  ((event.target as Element | null)?.ownerDocument?.getSelection()?.toString() ?? '') !== ''

/** Takes over what was typed into a text of the page. */
export function finishTyping(editor: Editor): void {
  const editing = editor.getEditing()
  editing?.trigger('disable')
}

function done(event: KeyboardEvent, deed: () => unknown): void {
  event.preventDefault()
  event.stopPropagation()
  deed()
}
