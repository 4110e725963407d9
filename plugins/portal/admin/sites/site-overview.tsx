import { EditOutlined, EyeOutlined, SettingOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Switch, Tag, Typography } from 'antd'
import { Link, useParams } from 'react-router'
import { readPages, readSite, type Site } from '../../../../designer/site/records.ts'
import { patch } from '../../../../runtime-web/admin/api/request.ts'
import type { MenuEntry } from '../../../../runtime-web/admin/desk/desk-data.ts'
import { Page } from '../../../../runtime-web/admin/desk/page.tsx'
import { Failure, Loading } from '../../../../runtime-web/admin/feedback/states.tsx'
import { useAttempt } from '../../../../runtime-web/admin/feedback/use-attempt.ts'
import { PublishButton } from './publish-button.tsx'
import { ReleaseList } from './release-list.tsx'
import { previewLink, readAddress, readReleases } from './site-operations.ts'
import './sites.css'

/** One site: whether visitors see it and which version, its pages, and all that was published. */
export function SiteOverview({ menu }: { menu: MenuEntry }) {
  const { id = '' } = useParams()
  const client = useQueryClient()
  const site = useQuery({ queryKey: ['portal', 'site', id], queryFn: () => readSite(id) })
  const pages = useQuery({ queryKey: ['portal', 'pages', id], queryFn: () => readPages(id) })
  const releases = useQuery({ queryKey: ['portal', 'releases', id], queryFn: () => readReleases(id) })
  const address = useQuery({ queryKey: ['portal', 'address', id, site.data?.code], queryFn: () => readAddress(id) })
  const { busy, attempt, message } = useAttempt()
  const error = site.error ?? pages.error ?? releases.error
  if (error) return <Failure error={error} onRetry={() => void site.refetch()} />
  if (!site.data || !pages.data || !releases.data) return <Loading />
  const again = () => client.invalidateQueries({ queryKey: ['portal'] })
  const preview = () =>
    attempt(async () => {
      // A window that opens later than the click is held back by browsers.
      const opened = window.open('about:blank', '_blank')
      const url = await previewLink(id).catch(failed => {
        opened?.close()
        throw failed
      })
      if (opened) opened.location.href = url
    })
  const turn = (isOn: boolean) =>
    attempt(async () => {
      await patch<Site>(`/portal/sites/${id}`, { isOn }, site.data.version)
      await again()
      message.success(isOn ? '站点已开放访问' : '站点已关闭，访客看不到任何页面')
    })
  const { title, isOn, organization } = site.data
  const live = releases.data.find(release => release.state === 'live')
  const base = `/m/${menu.key}/${id}`
  return (
    <Page
      title={title}
      hint={organization.label}
      actions={
        <>
          <Button icon={<EyeOutlined />} loading={busy} onClick={() => void preview()}>
            预览
          </Button>
          <Link to={`${base}/edit`}>
            <Button icon={<SettingOutlined />}>站点设置</Button>
          </Link>
          <Link to={`${base}/design`}>
            <Button icon={<EditOutlined />}>设计页面</Button>
          </Link>
          <PublishButton site={site.data} onPublished={again} />
        </>
      }
    >
      <div className="site-overview">
        <section className="paper" aria-labelledby="site-state">
          <h2 id="site-state">对外访问</h2>
          <div className="site-switch">
            <Switch checked={isOn} loading={busy} onChange={turn} aria-label="开放访问" />
            {isOn ? '访客可以访问' : '已关闭，访客看不到任何页面'}
          </div>
          <dl className="site-facts">
            <dt>网址</dt>
            <dd>
              {address.data && isOn && live ? (
                <Typography.Link href={address.data} target="_blank" rel="noopener" copyable={{ text: address.data }}>
                  {address.data}
                </Typography.Link>
              ) : (
                address.data
              )}
            </dd>
            <dt>线上版本</dt>
            <dd>{live ? `第 ${live.number} 版` : '还没有发布'}</dd>
          </dl>
        </section>
        <section className="paper" aria-labelledby="site-pages">
          <h2 id="site-pages">页面</h2>
          <ul className="site-pages">
            {pages.data.map(page => (
              <li key={page.id}>
                <Link to={page.kind === 'header' || page.kind === 'footer' ? `${base}/design` : `${base}/design/${page.id}`}>
                  {page.title}
                </Link>
                {page.inMenu && <Tag>导航</Tag>}
              </li>
            ))}
          </ul>
        </section>
        <section className="paper site-releases" aria-labelledby="site-releases">
          <h2 id="site-releases">发布记录</h2>
          <ReleaseList releases={releases.data} live={live} onDone={again} />
        </section>
      </div>
    </Page>
  )
}
