import { CheckOutlined, MinusOutlined } from '@ant-design/icons'
import { Table, Tag } from 'antd'
import { Loading } from '../../feedback/states.tsx'
import { useDictionary } from '../../fields/dictionary.ts'
import type { Plugin } from './plugins.ts'

/** Which edition includes what. */
export function EditionTable({ plugins, own }: { plugins: Plugin[]; own: string }) {
  const editions = useDictionary('edition')
  if (!editions) return <Loading />
  return (
    <Table<Plugin>
      rowKey="name"
      size="middle"
      dataSource={plugins}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: '插件', dataIndex: 'title', fixed: 'left' },
        ...editions.items.map(edition => ({
          key: edition.code,
          align: 'center' as const,
          title: edition.code === own ? <Tag color="red">{edition.title}（当前）</Tag> : edition.title,
          render: (_: unknown, plugin: Plugin) =>
            plugin.editions.includes(edition.code) ? (
              <CheckOutlined className="edition-has" aria-label="包含" />
            ) : (
              <MinusOutlined className="value-none" aria-label="不含" />
            ),
        })),
      ]}
    />
  )
}
