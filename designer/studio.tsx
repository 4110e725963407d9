import { Tabs } from 'antd'
import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { sentenceOf } from '../runtime-web/admin/api/problem.ts'
import { useLeaveGuard } from '../runtime-web/admin/form/leave-guard.ts'
import { previews } from './canvas/block-previews.ts'
import { fitFrame } from './canvas/fit-frame.ts'
import { finishTyping } from './canvas/keys.ts'
import type { DeviceId } from './canvas/open-editor.ts'
import { showTheme, useCanvas } from './canvas/use-canvas.ts'
import { Dock } from './panels/dock.tsx'
import { type Panel, panelsOfPage, panelsOfSelected } from './panels/panel-list.tsx'
import { ThemePanel } from './panels/theme-panel.tsx'
import { ClashDialog } from './saving/clash-dialog.tsx'
import { SaveSection } from './saving/save-section.tsx'
import { useKeptPages } from './saving/use-kept-pages.ts'
import { useKeptTheme } from './saving/use-kept-theme.ts'
import { useSideBySide } from './side-by-side.ts'
import { type DynamicBlock, itemOfBlock, itemOfPiece, type SiteStyles, type StaticPiece, type ThemePreset } from './site/library.ts'
import { askPreview, type Site, type SitePage } from './site/records.ts'
import { tokensOf } from './site/theme.ts'
import { TopBar } from './top-bar.tsx'
import { type Workbench, WorkbenchContext } from './workbench.ts'

type StudioProps = {
  site: Site
  pages: SitePage[]
  open: SitePage
  blocks: DynamicBlock[]
  pieces: StaticPiece[]
  presets: ThemePreset[]
  styles: SiteStyles
  onOpen(pageId: string): void
  onClose(): void
  actions?(site: Site, save: () => Promise<boolean>): ReactNode
}

/** The canvas between its panels. */
export function Studio({ site, pages, open, blocks, pieces, presets, styles, onOpen, onClose, actions }: StudioProps) {
  const place = useRef<HTMLDivElement>(null)
  const shown = useRef(open)
  shown.current = open
  const [device, look] = useState<DeviceId>('desktop')
  const [deciding, decide] = useState(true)
  const sideBySide = useSideBySide()
  const titleOf = useMemo(() => {
    const titles = new Map(blocks.map(block => [block.name, block.title]))
    return (block: string) => titles.get(block) ?? '已停用的区块'
  }, [blocks])
  const given = useMemo(
    () => ({
      styles,
      previews: previews(
        ({ block, settings }) => askPreview(block, { siteId: site.id, settings, context: { kind: shown.current.kind } }),
        sentenceOf,
      ),
      titleOf,
    }),
    [site.id, styles, titleOf],
  )
  const canvas = useCanvas(place, given, () => void save())
  const { keeper, state, busy, error, keepMine, takeTheirs } = useKeptPages(canvas, pages, open)
  const theme = useKeptTheme(site)
  const tokens = tokensOf(theme.theme, presets)
  const library = useMemo(() => [...blocks.map(itemOfBlock), ...pieces.map(itemOfPiece)], [blocks, pieces])

  const save = async (): Promise<boolean> => {
    if (!canvas || !keeper) return true
    keeper.announce()
    finishTyping(canvas.editor)
    // What was typed is taken over a moment later.
    await new Promise(resolve => setTimeout(resolve))
    return (await keeper.flush()) && (await theme.flush())
  }
  const leaving = useLeaveGuard(() => (keeper?.isChanged() ?? false) || theme.isChanged())
  const go = (then: () => void) =>
    void save().then(isKept => {
      if (isKept) leaving.allow()
      then()
      leaving.watch()
    })
  useEffect(() => {
    if (canvas) showTheme(canvas.editor, tokens)
  })
  useEffect(() => {
    if (!canvas || !place.current) return
    const room = place.current
    canvas.editor.setDevice(device)
    const fit = new ResizeObserver(() => fitFrame(canvas.editor, room, device))
    fit.observe(room)
    return () => fit.disconnect()
  }, [canvas, device])
  useEffect(() => {
    if (state.state === 'clash') decide(true)
  }, [state])

  const bench: Workbench | undefined = canvas &&
    keeper && {
      ...canvas,
      keeper,
      site,
      pages,
      pageId: open.id,
      blocks,
      library,
      titleOf,
      openPage: id => id !== open.id && go(() => onOpen(id)),
    }
  const ofPage = panelsOfPage(<ThemePanel theme={theme.theme} presets={presets} onChange={theme.change} />)
  const style = Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--dj-${name}`, value])) as CSSProperties
  return (
    <div className="designer-studio" style={style}>
      <WorkbenchContext.Provider value={bench}>
        {bench && (
          <TopBar
            state={state}
            device={device}
            onDevice={look}
            onSave={() => void save()}
            onClash={() => decide(true)}
            onClose={() => go(onClose)}
            actions={
              <>
                <SaveSection />
                {actions?.(site, save)}
              </>
            }
          />
        )}
        {sideBySide && <div className="designer-left">{bench && <SidePanels panels={ofPage} />}</div>}
        <div className={`designer-canvas designer-canvas-${device}`} ref={place} />
        {sideBySide && <div className="designer-right">{bench && <SidePanels panels={panelsOfSelected} />}</div>}
        {!sideBySide && bench && <Dock panels={[...ofPage, ...panelsOfSelected]} />}
        {error !== undefined && <p role="alert">{sentenceOf(error)}</p>}
        {state.state === 'clash' && deciding && (
          <ClashDialog
            clash={state.clash}
            titleOf={titleOf}
            busy={busy}
            onKeepMine={() => void keepMine()}
            onTakeTheirs={() => takeTheirs()}
            onLater={() => decide(false)}
          />
        )}
      </WorkbenchContext.Provider>
    </div>
  )
}

function SidePanels({ panels }: { panels: Panel[] }) {
  return <Tabs className="designer-tabs" size="small" items={panels} />
}
