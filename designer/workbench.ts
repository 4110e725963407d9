import type { Component, Editor } from 'grapesjs'
import { createContext, useContext, useEffect, useReducer } from 'react'
import type { Editing } from './canvas/editing.ts'
import type { Regions } from './canvas/regions.ts'
import type { Keeper } from './saving/keeper.ts'
import type { DynamicBlock, LibraryItem } from './site/library.ts'
import type { Site, SitePage } from './site/records.ts'

/** What every panel of the designer works with. */
export type Workbench = {
  editor: Editor
  regions: Regions
  editing: Editing
  keeper: Keeper
  site: Site
  pages: SitePage[]
  pageId: string
  blocks: DynamicBlock[]
  library: LibraryItem[]
  titleOf(block: string): string
  /** Opens another page, once this one is stored. */
  openPage(id: string): void
}

export const WorkbenchContext = createContext<Workbench | undefined>(undefined)

export function useWorkbench(): Workbench {
  const found = useContext(WorkbenchContext)
  if (!found) throw new Error('outside of the designer')
  return found
}

/** Draws anew when one of these happens in the editor, at most once a frame. */
export function useHappenings(editor: Editor, names: string): void {
  const [, draw] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    let waiting = 0
    const happened = () => {
      if (waiting === 0)
        waiting = requestAnimationFrame(() => {
          waiting = 0
          draw()
        })
    }
    editor.on(names, happened)
    return () => {
      cancelAnimationFrame(waiting)
      editor.off(names, happened)
    }
  }, [editor, names])
}

export function useSelected(): Component | undefined {
  const { editor } = useWorkbench()
  useHappenings(editor, 'component:toggled undo redo')
  return editor.getSelected()
}
