import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Switch } from 'antd'

/** What may be chosen; a choice that is in use is put out of use, not taken away. */
export function Choices() {
  return (
    <Form.List name="options">
      {(rows, { add, remove }) => (
        <fieldset className="own-choices">
          <legend>选项</legend>
          {rows.map(({ key, name }) => (
            <div key={key} className="own-choice">
              <Form.Item name={[name, 'title']} noStyle rules={[{ required: true, whitespace: true, message: '请填写选项' }]}>
                <Input maxLength={50} aria-label={`选项 ${name + 1}`} placeholder={`选项 ${name + 1}`} />
              </Form.Item>
              <Form.Item noStyle name={[name, 'off']} valuePropName="checked">
                <Switch checkedChildren="停用" unCheckedChildren="在用" aria-label={`停用选项 ${name + 1}`} />
              </Form.Item>
              <Button type="text" aria-label={`删除选项 ${name + 1}`} icon={<DeleteOutlined />} onClick={() => remove(name)} />
            </div>
          ))}
          <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({ title: '' })}>
            添加选项
          </Button>
        </fieldset>
      )}
    </Form.List>
  )
}
