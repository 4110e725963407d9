import { Problem } from '../../runtime-web/admin/api/problem.ts'
import type { RegionName } from '../canvas/regions.ts'
import { emptyContent, type PageContent } from '../content/page-content.ts'
import type { WholePage } from '../site/records.ts'

/** Somebody else saved the page meanwhile: what both began with, what each made of it. */
export type Clash = { region: RegionName; begun: PageContent; mine: PageContent; theirs: WholePage }

export type KeeperState = { state: 'saved' | 'unsaved' | 'saving' } | { state: 'failed'; error: unknown } | { state: 'clash'; clash: Clash }

type Given = {
  /** What stands in a region now. */
  read(region: RegionName): PageContent | undefined
  save(id: string, content: PageContent, version: number): Promise<WholePage>
  reread(id: string): Promise<WholePage>
  tell(state: KeeperState): void
}

type Held = { page: WholePage; begun: string }

/** Milliseconds without a further change after which a page is stored by itself. */
const pause = 1500

/**
 * Stores what is changed, each region as the page that it is. A region counts as changed when it differs from what was last stored, so that
 * an undo makes it unchanged again. Only one thing is sent at a time.
 */
export function keeperOf({ read, save, reread, tell }: Given) {
  const held = new Map<RegionName, Held>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  let clash: Clash | undefined

  const textOf = (region: RegionName) => JSON.stringify(read(region) ?? emptyContent())
  const changedRegions = () => [...held].filter(([region, { begun }]) => textOf(region) !== begun).map(([region]) => region)

  async function storeAll(): Promise<void> {
    for (const region of changedRegions()) {
      const { page, begun } = held.get(region)!
      const mine = textOf(region)
      tell({ state: 'saving' })
      try {
        const saved = await save(page.id, JSON.parse(mine) as PageContent, page.version)
        held.set(region, { page: saved, begun: mine })
      } catch (error) {
        if (!(error instanceof Problem) || error.status !== 412) throw error
        clash = { region, begun: JSON.parse(begun) as PageContent, mine: JSON.parse(mine) as PageContent, theirs: await reread(page.id) }
        return tell({ state: 'clash', clash })
      }
    }
    tell({ state: changedRegions().length > 0 ? 'unsaved' : 'saved' })
  }

  const keeper = {
    /** What the regions hold from now on, as the canvas shows it. */
    begin(pages: Partial<Record<RegionName, WholePage>>): void {
      clearTimeout(timer)
      clash = undefined
      held.clear()
      for (const [region, page] of Object.entries(pages) as [RegionName, WholePage][]) held.set(region, { page, begun: textOf(region) })
      tell({ state: 'saved' })
    },
    /** Something was done; where it changed what is stored, that is stored a moment later. */
    changed(): void {
      clearTimeout(timer)
      // The canvas tells of itself too, as of a frame that was drawn in another size.
      if (!clash && changedRegions().length > 0) tell({ state: 'unsaved' })
      timer = setTimeout(() => {
        if (clash) return
        if (changedRegions().length > 0) void keeper.flush()
        else tell({ state: 'saved' })
      }, pause)
    },
    /** Says at once that it is being stored, while what is being typed is still taken over. */
    announce(): void {
      if (!clash) tell({ state: 'saving' })
    },
    isChanged: (): boolean => changedRegions().length > 0,
    page: (region: RegionName): WholePage | undefined => held.get(region)?.page,
    /** Stores at once; whether all of it is stored now. */
    async flush(): Promise<boolean> {
      clearTimeout(timer)
      if (clash) return false
      running = (running ?? Promise.resolve()).then(storeAll).catch(error => tell({ state: 'failed', error }))
      await running
      return !clash && changedRegions().length === 0
    },
    /** Mine takes the place of theirs. */
    async keepMine(): Promise<boolean> {
      if (!clash) return true
      const { region, theirs } = clash
      held.set(region, { ...held.get(region)!, page: theirs })
      clash = undefined
      return keeper.flush()
    },
    /** Theirs was put into the canvas; nothing of mine is left in that region. */
    tookTheirs(): void {
      if (!clash) return
      const { region, theirs } = clash
      clash = undefined
      held.set(region, { page: theirs, begun: textOf(region) })
      tell({ state: keeper.isChanged() ? 'unsaved' : 'saved' })
    },
    /** Decided later: nothing is stored until then. */
    clash: (): Clash | undefined => clash,
    stop: () => clearTimeout(timer),
  }
  return keeper
}

export type Keeper = ReturnType<typeof keeperOf>
