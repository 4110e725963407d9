import { lazy, Suspense } from 'react'
import { Route, Routes, useNavigate, useParams } from 'react-router'
import type { MenuEntry } from '../../../runtime-web/admin/desk/desk-data.ts'
import type { OwnPage } from '../../../runtime-web/admin/desk/own-pages.ts'
import { Loading } from '../../../runtime-web/admin/feedback/states.tsx'
import { ListPage } from '../../../runtime-web/admin/list/list-page.tsx'
import { NewSite } from './sites/new-site.tsx'
import { PublishButton } from './sites/publish-button.tsx'
import { SiteOverview } from './sites/site-overview.tsx'

const Designer = lazy(() => import('../../../designer/designer.tsx'))
const FormPage = lazy(async () => ({ default: (await import('../../../runtime-web/admin/form/form-page.tsx')).FormPage }))

/** The sites of an organization (N1.1): listed, begun from a template, looked after, and designed. */
const Sites: OwnPage = ({ menu }) => (
  <Suspense fallback={<Loading />}>
    <Routes>
      <Route index element={<ListPage menu={menu} entity="portal/site" />} />
      <Route path="new" element={<NewSite menu={menu} />} />
      <Route path=":id/edit" element={<FormPage menu={menu} entity="portal/site" />} />
      <Route path=":id/design/:page?" element={<Designing menu={menu} />} />
      <Route path=":id" element={<SiteOverview menu={menu} />} />
    </Routes>
  </Suspense>
)

function Designing({ menu }: { menu: MenuEntry }) {
  const { id = '', page } = useParams()
  const navigate = useNavigate()
  const home = `/m/${menu.key}/${id}`
  return (
    <Designer
      siteId={id}
      pageId={page}
      onOpen={next => void navigate(`${home}/design/${next}`, { replace: true })}
      onClose={() => void navigate(home)}
      actions={(site, save) => <PublishButton site={site} before={save} onPublished={() => undefined} />}
    />
  )
}

export default Sites
