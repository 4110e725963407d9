import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useAttempt } from '../../runtime-web/admin/feedback/use-attempt.ts'
import { withFreshIds } from '../content/fresh-ids.ts'
import { emptyContent } from '../content/page-content.ts'
import { changePage, createPage, deletePage, type PageDetails, readPage, type SitePage } from '../site/records.ts'
import { useWorkbench } from '../workbench.ts'
import { PageDialog } from './page-dialog.tsx'
import './pages.css'

const kinds: Record<SitePage['kind'], string> = {
  home: '首页',
  page: '',
  column: '栏目页',
  article: '文章页',
  search: '搜索页',
  header: '各页共用',
  footer: '各页共用',
}

/** The pages of the site: opened, added, named, copied, ordered and deleted. */
export function PagesPanel() {
  const { site, pages, pageId, openPage } = useWorkbench()
  const client = useQueryClient()
  const { busy, attempt, message } = useAttempt()
  const { modal } = App.useApp()
  const [asking, ask] = useState<{ page?: SitePage; copyOf?: SitePage }>()
  const again = () => client.invalidateQueries({ queryKey: ['portal', 'pages', site.id] })
  const shown = pages.filter(page => page.kind !== 'header' && page.kind !== 'footer')
  const own = shown.filter(page => page.kind === 'page')

  const store = (details: PageDetails) =>
    attempt(async () => {
      if (asking?.page) {
        await changePage(asking.page, details)
        await again()
      } else {
        const content = asking?.copyOf ? ((await readPage(asking.copyOf.id)).content ?? emptyContent()) : emptyContent()
        const order = Math.max(0, ...own.map(page => page.order)) + 10
        const made = await createPage(site.id, { kind: 'page', order, ...details, content: withFreshIds(content) })
        await again()
        openPage(made.id)
      }
      ask(undefined)
    })
  const move = (page: SitePage, by: -1 | 1) =>
    attempt(async () => {
      const list = [...own]
      const from = list.indexOf(page)
      list.splice(from, 1)
      list.splice(from + by, 0, page)
      for (const [at, one] of list.entries()) if (one.order !== (at + 1) * 10) await changePage(one, { order: (at + 1) * 10 })
      await again()
    })
  const remove = (page: SitePage) =>
    modal.confirm({
      title: `删除页面“${page.title}”？`,
      content: '已发布的版本不受影响，下次发布后访客就看不到它了。',
      okText: '删除',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: () =>
        attempt(async () => {
          if (page.id === pageId) openPage(shown.find(one => one.id !== page.id)!.id)
          await deletePage(page.id)
          await again()
          message.success('已删除')
        }),
    })
  return (
    <div className="designer-pages">
      <Button block icon={<PlusOutlined />} onClick={() => ask({})}>
        新增页面
      </Button>
      <ul aria-label="页面">
        {shown.map(page => (
          <li key={page.id} className={page.id === pageId ? 'designer-page designer-page-open' : 'designer-page'}>
            <button type="button" aria-current={page.id === pageId || undefined} onClick={() => openPage(page.id)}>
              {page.title}
              <small className="designer-page-kind">{kinds[page.kind] || `/${page.path}`}</small>
            </button>
            <span className="designer-page-tools">
              <Button type="text" size="small" icon={<EditOutlined />} aria-label={`修改 ${page.title}`} onClick={() => ask({ page })} />
              {page.kind === 'page' && (
                <>
                  <Button
                    type="text"
                    size="small"
                    icon={<ArrowUpOutlined />}
                    aria-label={`上移 ${page.title}`}
                    disabled={busy || own[0] === page}
                    onClick={() => void move(page, -1)}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<ArrowDownOutlined />}
                    aria-label={`下移 ${page.title}`}
                    disabled={busy || own.at(-1) === page}
                    onClick={() => void move(page, 1)}
                  />
                </>
              )}
              {(page.kind === 'page' || page.kind === 'home') && (
                <Button
                  type="text"
                  size="small"
                  icon={<CopyOutlined />}
                  aria-label={`复制 ${page.title}`}
                  onClick={() => ask({ copyOf: page })}
                />
              )}
              {page.kind === 'page' && (
                <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`删除 ${page.title}`} onClick={() => remove(page)} />
              )}
            </span>
          </li>
        ))}
      </ul>
      <p className="designer-faint">页眉和页脚在每个页面的上下方，点击它们的边框即可修改。</p>
      {asking && <PageDialog {...asking} busy={busy} onStore={details => void store(details)} onCancel={() => ask(undefined)} />}
    </div>
  )
}
