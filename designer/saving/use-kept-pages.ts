import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { RegionName } from '../canvas/regions.ts'
import type { Canvas } from '../canvas/use-canvas.ts'
import { emptyContent } from '../content/page-content.ts'
import { readPage, type SitePage, savePage, type WholePage } from '../site/records.ts'
import { type KeeperState, keeperOf } from './keeper.ts'

/** Brings the open page with head and foot into the canvas, and stores what is changed there. */
export function useKeptPages(canvas: Canvas | undefined, pages: SitePage[], open: SitePage) {
  const client = useQueryClient()
  const [state, tell] = useState<KeeperState>({ state: 'saved' })
  const [busy, setBusy] = useState(false)
  const [error, fail] = useState<unknown>()
  const keeper = useMemo(() => canvas && keeperOf({ read: canvas.regions.read, save: savePage, reread: readPage, tell }), [canvas])
  const header = pages.find(page => page.kind === 'header')?.id
  const footer = pages.find(page => page.kind === 'footer')?.id
  const { id } = open
  useEffect(() => {
    if (!canvas || !keeper) return
    let left = false
    const changed = () => keeper.changed()
    const show = async () => {
      const asked: [RegionName, string | undefined][] = [
        ['header', header === id ? undefined : header],
        ['page', id],
        ['footer', footer === id ? undefined : footer],
      ]
      const found = await Promise.all(
        asked.flatMap(([region, page]) => (page ? [readPage(page).then(whole => [region, whole] as const)] : [])),
      )
      if (left) return
      const whole: Partial<Record<RegionName, WholePage>> = Object.fromEntries(found)
      canvas.regions.show(Object.fromEntries(found.map(([region, page]) => [region, page.content ?? emptyContent()])))
      keeper.begin(whole)
      canvas.editor.on('update undo redo', changed)
      canvas.editor.trigger('designer:shown')
    }
    show().then(
      () => fail(undefined),
      (error: unknown) => fail(error),
    )
    return () => {
      left = true
      canvas.editor.off('update undo redo', changed)
      keeper.stop()
      // Whatever was stored meanwhile is read anew where it is shown.
      void client.invalidateQueries({ queryKey: ['portal', 'pages'], refetchType: 'none' })
    }
  }, [canvas, keeper, header, footer, id, client])
  return {
    keeper,
    state,
    busy,
    error,
    async keepMine() {
      setBusy(true)
      await keeper?.keepMine()
      setBusy(false)
    },
    takeTheirs() {
      const clash = keeper?.clash()
      if (!clash || !canvas) return
      canvas.editing.replace(clash.region, clash.theirs.content ?? emptyContent())
      keeper!.tookTheirs()
    },
  }
}
