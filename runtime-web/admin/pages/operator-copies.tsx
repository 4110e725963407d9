import { UploadOutlined } from '@ant-design/icons'
import { Button, Form, Input, Select, Upload } from 'antd'
import { post } from '../api/request.ts'
import type { OwnPage } from '../desk/own-pages.ts'
import { Page } from '../desk/page.tsx'
import { useDictionary } from '../fields/dictionary.ts'
import { useChanging } from './operator/changing.ts'
import { OwnJobs } from './operator/job-lines.tsx'
import './operator/operator.css'

type Order = { code: string; name?: string; edition?: string; passphrase: string; file: { originFileObj?: File }[] }

/** A unit that took all its data along from another installation moves in here. */
const Copies: OwnPage = ({ menu }) => {
  const [form] = Form.useForm<Order>()
  const editions = useDictionary('edition')
  const take = useChanging(
    ({ file, ...texts }: Order) => post('/core/tenants/from-copy', formOf(texts, file[0]!.originFileObj!)),
    '已开始导入，进度见下方',
  )
  return (
    <Page title={menu.title} hint="副本由各单位的管理员导出，用导出时设的口令打开。">
      <div className="operator-stack">
        <section className="paper" aria-labelledby="take-copy">
          <h2 id="take-copy" className="operator-head">
            用副本建立新租户
          </h2>
          <Form
            form={form}
            layout="vertical"
            className="operator-form"
            onFinish={order => take.mutate(order, { onSuccess: () => form.resetFields() })}
          >
            <Form.Item
              name="file"
              label="副本文件"
              valuePropName="fileList"
              getValueFromEvent={({ fileList }: { fileList: Order['file'] }) => fileList}
              rules={[{ required: true, message: '请选择副本文件' }]}
            >
              <Upload maxCount={1} beforeUpload={() => false}>
                <Button icon={<UploadOutlined />}>选择文件</Button>
              </Upload>
            </Form.Item>
            <Form.Item
              name="code"
              label="新租户代码"
              extra="小写字母开头，可含数字和短横线，用在登录地址里"
              rules={[{ required: true, pattern: /^[a-z][a-z0-9-]{1,39}$/, message: '请填写小写字母开头的代码' }]}
            >
              <Input maxLength={40} autoComplete="off" />
            </Form.Item>
            <Form.Item name="name" label="名称（选填）" extra="不填则用副本中的名称">
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="edition" label="版本（选填）" extra="不选则用副本中的版本">
              <Select allowClear options={editions?.items.map(({ code, title }) => ({ value: code, label: title }))} />
            </Form.Item>
            <Form.Item
              name="passphrase"
              label="口令"
              rules={[{ required: true, min: 12, message: '请填写导出时设的口令，至少 12 个字符' }]}
            >
              <Input.Password maxLength={200} autoComplete="off" />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={take.isPending}>
              开始导入
            </Button>
          </Form>
        </section>
        <OwnJobs />
      </div>
    </Page>
  )
}

/** Texts come before the file, as the server wants it. */
function formOf(texts: Omit<Order, 'file'>, file: File): FormData {
  const form = new FormData()
  for (const [name, text] of Object.entries(texts)) if (text) form.append(name, text)
  form.append('file', file)
  return form
}

export default Copies
