import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { createPortal } from 'react-dom'
import { Failure, Loading, Nothing } from '../runtime-web/admin/feedback/states.tsx'
import './designer.css'
import { readBlocks, readLibrary, readStyles, readThemes } from './site/library.ts'
import { readPages, readSite, type Site } from './site/records.ts'
import { Studio } from './studio.tsx'

export type DesignerProps = {
  siteId: string
  pageId?: string
  onOpen(pageId: string): void
  onClose(): void
  /** What else can be done with the site; `save` stores all that is not stored yet, and tells whether it is. */
  actions?(site: Site, save: () => Promise<boolean>): ReactNode
}

/** The page designer of a site, over the whole window. */
export default function Designer(props: DesignerProps) {
  useEffect(() => {
    // What lies behind is neither seen nor reached by Tab.
    const root = document.getElementById('root')
    root?.setAttribute('inert', '')
    return () => root?.removeAttribute('inert')
  }, [])
  return createPortal(
    <div className="designer" role="application" aria-label="页面设计器">
      <Loaded {...props} />
    </div>,
    document.body,
  )
}

function Loaded({ siteId, pageId, onOpen, onClose, actions }: DesignerProps) {
  const site = useQuery({ queryKey: ['portal', 'site', siteId], queryFn: () => readSite(siteId) })
  const pages = useQuery({ queryKey: ['portal', 'pages', siteId], queryFn: () => readPages(siteId) })
  const blocks = useQuery({ queryKey: ['portal', 'blocks'], queryFn: readBlocks, staleTime: 60_000 })
  const library = useQuery({ queryKey: ['portal', 'library'], queryFn: readLibrary, staleTime: 60_000 })
  const themes = useQuery({ queryKey: ['portal', 'themes'], queryFn: readThemes, staleTime: 60_000 })
  const styles = useQuery({ queryKey: ['portal', 'styles', siteId], queryFn: () => readStyles(siteId), staleTime: 60_000 })
  const error = [site, pages, blocks, library, themes, styles].find(one => one.error)
  if (error) return <Failure error={error.error} onRetry={() => void error.refetch()} />
  if (!site.data || !pages.data || !blocks.data || !library.data || !themes.data || !styles.data) return <Loading whole />
  const open = pages.data.find(page => page.id === pageId) ?? pages.data.find(page => page.kind === 'home') ?? pages.data[0]
  if (!open) return <Nothing says="这个站点还没有页面" />
  return (
    <Studio
      site={site.data}
      pages={pages.data}
      open={open}
      blocks={blocks.data}
      pieces={library.data}
      presets={themes.data}
      styles={styles.data}
      onOpen={onOpen}
      onClose={onClose}
      actions={actions}
    />
  )
}
