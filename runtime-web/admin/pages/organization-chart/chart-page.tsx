import { App } from 'antd'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { sentenceOf } from '../../api/problem.ts'
import type { MenuEntry } from '../../desk/desk-data.ts'
import { Page } from '../../desk/page.tsx'
import { Failure, Loading, Nothing } from '../../feedback/states.tsx'
import { useScreen } from '../../fields/screen.ts'
import { top, useOrganizationTree } from '../organizations/organization-tree.ts'
import { noteOf } from './box-text.ts'
import './chart.css'
import { ChartDrawing } from './chart-drawing.tsx'
import { ChartFoot } from './chart-foot.tsx'
import { ChartTools } from './chart-tools.tsx'
import { type Box, type Chart, type Direction, placed } from './layout.ts'
import { useZoom } from './use-zoom.ts'
import { boxTowards } from './walk.ts'

/** At most so many are opened at one click: each is a request. */
const mostOpened = 60
/** Pixels; where there is less, more fits in when it is drawn to the right. */
const narrow = 768
const nothing: Chart = { boxes: [], links: [], bounds: { left: 0, top: 0, width: 1, height: 1 } }

/** O1.2: the organizations drawn as a chart, opened level by level. */
export function ChartPage({ menu }: { menu: MenuEntry }) {
  const { message } = App.useApp()
  const tree = useOrganizationTree()
  const drawing = useRef<SVGSVGElement>(null)
  const { transform, sight, ready, ...zoom } = useZoom(drawing)
  const [chosenRoot, setRoot] = useState<string>()
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [direction, setDirection] = useState<Direction>(() => (innerWidth < narrow ? 'right' : 'down'))
  const [active, setActive] = useState<string>()
  const highest = tree.level(top)
  const rootId = chosenRoot ?? highest?.ids[0]
  const version = tree.version()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tree is the same object all the time; its version tells that more has come
  const chart = useMemo(
    () => (rootId && tree.node(rootId) ? placed(tree, rootId, open, direction) : nothing),
    [tree, version, rootId, open, direction],
  )
  const counted = Object.keys((rootId && tree.node(rootId)?.counts) || {})[0]
  const title = useScreen(counted ?? 'core/organization').data?.title
  const note = (of: Box) => (of.node ? noteOf(of.node, counted, title) : '')

  // What is shown first, and anew when it is drawn from elsewhere or the other way, is brought into sight once it has come.
  const fitted = useRef('')
  const shape = `${rootId} ${direction} ${ready}`
  const rootLevel = rootId && tree.level(rootId)?.state
  // biome-ignore lint/correctness/useExhaustiveDependencies: not whenever something is opened
  useEffect(() => {
    if (!ready || !rootId || rootLevel !== 'ready' || fitted.current === shape) return
    fitted.current = shape
    zoom.begin(chart.bounds, { x: 0, y: 0 })
  }, [shape, rootLevel, chart])

  // biome-ignore lint/correctness/useExhaustiveDependencies: it may be closed afterwards
  useEffect(() => {
    if (rootId) show([rootId])
  }, [rootId])

  function show(ids: string[]): void {
    setOpen(known => new Set([...known, ...ids]))
    for (const id of ids) void tree.load(id)
  }

  function toggle(of: Box): void {
    if (of.more) void tree.more(of.parentId)
    else if (of.open) setOpen(known => known.difference(new Set([of.id])))
    else if (of.node && of.node.children > 0) show([of.id])
    setActive(of.more ? of.parentId : of.id)
  }

  async function find(id: string): Promise<void> {
    try {
      const above = await tree.reveal(id)
      if (rootId && !above.includes(rootId) && id !== rootId) setRoot(above[0] ?? id)
      setOpen(known => new Set([...known, ...above]))
      setActive(id)
      setSought(id)
    } catch (error) {
      message.error(sentenceOf(error))
    }
  }

  // Found, it has a place only after the chart has been laid out with it.
  const [sought, setSought] = useState<string>()
  const place = chart.boxes.find(one => one.id === sought)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it has its place
  useEffect(() => {
    if (!place) return
    setSought(undefined)
    zoom.show(place)
  }, [place])

  function openNext(): void {
    const closed = chart.boxes.filter(one => !one.open && !one.more && one.node && one.node.children > 0)
    if (closed.length > mostOpened) message.info(`这一级有 ${closed.length} 个党组织，请先选择从哪个党组织画起`)
    else show(closed.map(one => one.id))
  }

  function pressed(event: KeyboardEvent): void {
    const keys: Record<string, (() => void) | undefined> = {
      '+': () => zoom.by(1.25),
      '=': () => zoom.by(1.25),
      '-': () => zoom.by(0.8),
      '0': () => zoom.fit(chart.bounds),
    }
    const at = chart.boxes.find(one => one.id === active) ?? chart.boxes[0]
    const next = at && boxTowards(event.key, chart, at, direction)
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (next) {
      setActive(next.id)
      zoom.centre(next)
    } else if (at && (event.key === 'Enter' || event.key === ' ')) toggle(at)
    else if (keys[event.key]) keys[event.key]!()
    else return
    event.preventDefault()
  }

  const activeNode = active ? tree.node(active) : undefined
  return (
    <Page title={menu.title}>
      <div className="paper chart">
        <ChartTools
          direction={direction}
          root={chosenRoot ? (tree.node(chosenRoot) ?? undefined) : undefined}
          picture={{ chart, direction, note }}
          onFind={find}
          onRoot={async id => {
            if (id) await tree.reveal(id)
            setRoot(id)
          }}
          onDirection={setDirection}
          onZoom={zoom.by}
          onFit={() => zoom.fit(chart.bounds)}
          onOpenNext={openNext}
          onCloseAll={() => setOpen(new Set(rootId ? [rootId] : []))}
        />
        {highest?.state === 'failed' && <Failure error={highest.error} onRetry={() => tree.load(top)} />}
        {highest === undefined || highest.state === 'loading' ? <Loading /> : null}
        {highest?.state === 'ready' && highest.ids.length === 0 && <Nothing says="没有可以查看的党组织" />}
        <ChartDrawing
          drawing={drawing}
          chart={chart}
          direction={direction}
          transform={transform}
          sight={sight}
          active={active ?? rootId}
          note={note}
          onActivate={of => setActive(of.id)}
          onToggle={toggle}
          onKey={pressed}
        />
        {activeNode && <ChartFoot node={activeNode} note={noteOf(activeNode, counted, title)} onRoot={() => setRoot(activeNode.id)} />}
      </div>
    </Page>
  )
}
