import { useQuery } from '@tanstack/react-query'
import { Tabs, Tag } from 'antd'
import { get } from '../api/request.ts'
import type { OwnPage } from '../desk/own-pages.ts'
import { Page } from '../desk/page.tsx'
import { Failure, Loading, Nothing } from '../feedback/states.tsx'
import { EditionTable } from './plugin-switches/edition-table.tsx'
import { PluginCard } from './plugin-switches/plugin-card.tsx'
import './plugin-switches/plugin-switches.css'
import type { Plugins } from './plugin-switches/plugins.ts'

/** What the tenant's edition includes, what of it is on, and how to ask for more (S2.8). */
const PluginSwitches: OwnPage = ({ menu }) => {
  const plugins = useQuery({ queryKey: ['plugins'], queryFn: () => get<Plugins>('/core/plugins') })
  if (plugins.error) return <Failure error={plugins.error} onRetry={plugins.refetch} />
  if (!plugins.data) return <Loading />
  const { edition, data } = plugins.data
  return (
    <Page title={menu.title} hint={<Tag bordered={false}>当前为：{edition.title}</Tag>}>
      <div className="paper">
        <Tabs
          items={[
            {
              key: 'plugins',
              label: '插件',
              children:
                data.length === 0 ? (
                  <Nothing says="没有安装插件" />
                ) : (
                  <div className="plugin-cards">
                    {data.map(plugin => (
                      <PluginCard key={plugin.name} plugin={plugin} plugins={data} />
                    ))}
                  </div>
                ),
            },
            { key: 'editions', label: '版本对比', children: <EditionTable plugins={data} own={edition.code} /> },
          ]}
        />
      </div>
    </Page>
  )
}

export default PluginSwitches
