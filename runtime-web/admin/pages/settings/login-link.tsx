import { CopyOutlined } from '@ant-design/icons'
import { App, Button, Form, Input } from 'antd'

/** The address at which this tenant's own login page is. */
export function LoginLink({ code }: { code: string }) {
  const { message } = App.useApp()
  const link = `${location.origin}/t/${code}`

  async function copy() {
    try {
      await navigator.clipboard.writeText(link)
      message.success('已复制')
    } catch {
      message.info('浏览器不允许复制，请选中后手工复制')
    }
  }

  return (
    <Form layout="vertical">
      <Form.Item label="本单位的登录链接" htmlFor="login-link" extra="打开就是本单位的登录页，登录前就能看到名称和背景图。">
        <div className="settings-line">
          <Input id="login-link" readOnly value={link} onFocus={event => event.target.select()} />
          <Button icon={<CopyOutlined />} onClick={copy}>
            复制链接
          </Button>
        </div>
      </Form.Item>
    </Form>
  )
}
