import { Button, DatePicker, Form, Input, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import type { Query } from '../../api/request.ts'
import type { Vocabulary } from '../../fields/vocabulary.ts'
import { commonActions } from './action-words.ts'

type Asked = { who?: string; what?: string; entity?: string; when?: [Dayjs, Dayjs]; from?: string; record?: string }

/** Who, what, when, from where. */
export function AuditFilters({ vocabulary, onFilter }: { vocabulary: Vocabulary | undefined; onFilter(query: Query): void }) {
  const [form] = Form.useForm<Asked>()
  const entities = vocabulary?.plugins.map(plugin => ({
    label: plugin.title,
    title: plugin.title,
    options: plugin.entities.map(entity => ({ value: entity.key, label: entity.title })),
  }))
  return (
    <Form
      form={form}
      layout="vertical"
      className="audit-filters"
      onFinish={({ who, what, entity, when, from, record }) =>
        onFilter({
          'filter[userName][like]': who?.trim() || undefined,
          'filter[action][eq]': what,
          'filter[entity][eq]': entity,
          'filter[recordLabel][like]': record?.trim() || undefined,
          'filter[ip][like]': from?.trim() || undefined,
          'filter[createdAt][between]': when && `${when[0].startOf('day').toISOString()},${when[1].endOf('day').toISOString()}`,
        })
      }
    >
      <Form.Item name="who" label="操作人">
        <Input allowClear placeholder="姓名" />
      </Form.Item>
      <Form.Item name="what" label="操作">
        <Select
          allowClear
          showSearch
          optionFilterProp="label"
          placeholder="全部"
          options={Object.entries(commonActions).map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <Form.Item name="entity" label="对象类型">
        <Select allowClear showSearch optionFilterProp="label" placeholder="全部" options={entities} />
      </Form.Item>
      <Form.Item name="record" label="对象名称">
        <Input allowClear placeholder="名称中的字" />
      </Form.Item>
      <Form.Item name="when" label="时间" className="audit-when">
        <DatePicker.RangePicker separator="至" />
      </Form.Item>
      <Form.Item name="from" label="地址">
        <Input allowClear placeholder="IP 地址" />
      </Form.Item>
      <div className="audit-buttons">
        <Button type="primary" htmlType="submit">
          查询
        </Button>
        <Button
          onClick={() => {
            form.resetFields()
            onFilter({})
          }}
        >
          重置
        </Button>
      </div>
    </Form>
  )
}
