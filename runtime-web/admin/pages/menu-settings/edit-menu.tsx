import { AutoComplete, Form, Input, Modal, Radio } from 'antd'
import { groupTitle, type MenuChange, type SetMenu } from './menus.ts'

type EditMenuProps = { menu: SetMenu; groups: string[]; onChange(change: MenuChange): Promise<void>; onClose(): void }

/** An entry's name, and the heading under which it stands. */
export function EditMenu({ menu, groups, onChange, onClose }: EditMenuProps) {
  const [form] = Form.useForm<{ title: string; group: string }>()
  const required = (message: string) => [{ required: true, whitespace: true, message }]
  return (
    <Modal open title="修改菜单" okText="保存" onOk={form.submit} onCancel={onClose}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ title: menu.title, group: menu.group }}
        onFinish={({ title, group }) => {
          void onChange({ title: title.trim(), group: group.trim() })
          onClose()
        }}
      >
        <Form.Item name="title" label="名称" rules={required('请填写名称')}>
          <Input maxLength={30} autoFocus />
        </Form.Item>
        {menu.device === 'phone' ? (
          <Form.Item name="group" label="分组">
            <Radio.Group options={groups.map(group => ({ value: group, label: groupTitle(group) }))} />
          </Form.Item>
        ) : (
          <Form.Item name="group" label="分组" rules={required('请填写分组')} extra="可以选已有的，也可以写一个新的">
            <AutoComplete maxLength={30} options={groups.map(value => ({ value }))} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}
