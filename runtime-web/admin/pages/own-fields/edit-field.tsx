import { useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, InputNumber, Modal, Select, Switch } from 'antd'
import { useState } from 'react'
import { Problem, sentenceOf } from '../../api/problem.ts'
import { patch, post } from '../../api/request.ts'
import type { Vocabulary } from '../../fields/vocabulary.ts'
import { Choices } from './choices.tsx'
import { kindWords, type OwnField } from './own-field.ts'

type EditFieldProps = { field?: OwnField; vocabulary?: Vocabulary; onClose(): void }

const limits: Partial<Record<OwnField['kind'], [keyof OwnField, string][]>> = {
  text: [['maxLength', '最多字数']],
  number: [
    ['minimum', '最小值'],
    ['maximum', '最大值'],
    ['decimals', '小数位数'],
  ],
}

/** A new field, or what may still be changed of one: not what it belongs to, nor its kind. */
export function EditField({ field, vocabulary, onClose }: EditFieldProps) {
  const [form] = Form.useForm<OwnField>()
  const kind = Form.useWatch('kind', form) ?? field?.kind ?? 'text'
  const [busy, setBusy] = useState(false)
  const client = useQueryClient()
  const { message } = App.useApp()
  const entities = vocabulary?.plugins.map(plugin => ({
    label: plugin.title,
    title: plugin.title,
    options: plugin.entities.map(entity => ({ value: entity.key, label: entity.title })),
  }))

  async function save(told: OwnField) {
    setBusy(true)
    try {
      if (field) await patch(`/core/own-fields/${field.id}`, told, field.version)
      else await post('/core/own-fields', told)
      await Promise.all(['own-fields', 'screen', 'vocabulary'].map(key => client.invalidateQueries({ queryKey: [key] })))
      message.success(field ? '已保存' : '已新增，各处的列表、表单和导入导出都会有它')
      onClose()
    } catch (error) {
      const problems = error instanceof Problem ? error.errors : []
      form.setFields(problems.map(({ pointer, detail }) => ({ name: pointer.split('/').slice(1, 2) as ['title'], errors: [detail] })))
      if (problems.length === 0) message.error(sentenceOf(error))
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={field ? `修改“${field.title}”` : '新增字段'}
      okText="保存"
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={field ?? { kind: 'text', required: false, options: [{ title: '' }] }}
        onFinish={save}
      >
        {!field && (
          <>
            <Form.Item name="entity" label="加在哪类信息上" rules={[{ required: true, message: '请选择' }]}>
              <Select showSearch optionFilterProp="label" options={entities} placeholder="如 党员" />
            </Form.Item>
            <Form.Item name="kind" label="类型">
              <Select options={Object.entries(kindWords).map(([value, label]) => ({ value, label }))} />
            </Form.Item>
          </>
        )}
        <Form.Item name="title" label="字段名称" rules={[{ required: true, whitespace: true, message: '请填写名称' }]}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="description" label="填写说明">
          <Input maxLength={200} placeholder="告诉填写的人该怎么填（选填）" />
        </Form.Item>
        {kind === 'choice' && <Choices />}
        {kind === 'relation' && !field && (
          <Form.Item name="target" label="关联到" rules={[{ required: true, message: '请选择' }]}>
            <Select showSearch optionFilterProp="label" options={entities} />
          </Form.Item>
        )}
        <div className="own-field-limits">
          {(limits[kind] ?? []).map(([name, label]) => (
            <Form.Item key={name} name={name} label={label}>
              <InputNumber placeholder="不限" />
            </Form.Item>
          ))}
        </div>
        <Form.Item name="required" label="必填" valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  )
}
