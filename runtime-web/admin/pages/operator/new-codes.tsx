import { App, Button, Form, Input, InputNumber, Modal, Select, Space } from 'antd'
import { useState } from 'react'
import { post } from '../../api/request.ts'
import { useDictionary } from '../../fields/dictionary.ts'
import { useChanging } from './changing.ts'
import { inGroups } from './code-groups.ts'

type Batch = { edition: string; count: number; note?: string }

/** Makes a batch of codes, and hands them over to be copied or taken along as a file. */
export function NewCodes({ onClose }: { onClose: () => void }) {
  const { message } = App.useApp()
  const [form] = Form.useForm<Batch>()
  const [codes, setCodes] = useState<string[]>()
  const editions = useDictionary('edition')
  const make = useChanging(
    ({ edition, count, note }: Batch) =>
      post<{ codes: string[] }>('/core/activation-codes/batch', { edition, count, note: note?.trim() || undefined }),
    '激活码已生成',
  )
  const text = codes?.map(inGroups).join('\n') ?? ''

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      message.success('已复制')
    } catch {
      message.error('浏览器不允许复制，请在文本框中选中后复制')
    }
  }

  function download() {
    const address = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = address
    link.download = '激活码.txt'
    link.click()
    URL.revokeObjectURL(address)
  }

  if (codes)
    return (
      <Modal open title={`已生成 ${codes.length} 个激活码`} onCancel={onClose} footer={<Button onClick={onClose}>完成</Button>}>
        <Input.TextArea aria-label="激活码" readOnly value={text} autoSize={{ minRows: 3, maxRows: 12 }} className="operator-code" />
        <Space className="operator-hand-over">
          <Button type="primary" onClick={copy}>
            全部复制
          </Button>
          <Button onClick={download}>下载文本文件</Button>
        </Space>
      </Modal>
    )
  return (
    <Modal open title="生成激活码" okText="生成" confirmLoading={make.isPending} onCancel={onClose} onOk={() => form.submit()}>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ edition: 'standard', count: 1 }}
        onFinish={values => make.mutate(values, { onSuccess: made => setCodes(made.codes) })}
      >
        <Form.Item name="edition" label="版本" rules={[{ required: true, message: '请选择版本' }]}>
          <Select options={editions?.items.map(({ code, title }) => ({ value: code, label: title }))} />
        </Form.Item>
        <Form.Item name="count" label="数量" extra="一次最多 500 个" rules={[{ required: true, message: '请填写数量' }]}>
          <InputNumber min={1} max={500} precision={0} />
        </Form.Item>
        <Form.Item name="note" label="备注（选填）" extra="如卖给谁、合同号，方便以后查找">
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
