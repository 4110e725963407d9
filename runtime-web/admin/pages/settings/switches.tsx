import { Form, Radio, Switch } from 'antd'
import { type Setting, useSaveSetting } from './setting.ts'

/** First passwords and the relief mode. */
export function Switches({ setting, mayChange }: { setting: Setting; mayChange: boolean }) {
  const save = useSaveSetting(setting)
  return (
    <Form layout="vertical" disabled={!mayChange}>
      <Form.Item label="新账号的初始密码" extra="无论哪一种，首次登录都必须先改密码。">
        <Radio.Group
          value={setting.initialPassword}
          onChange={event => void save({ initialPassword: event.target.value }, '已保存，对以后的新账号生效')}
          options={[
            { value: 'fixed', label: '统一初始密码' },
            { value: 'random', label: '随机密码，短信发送' },
          ]}
        />
      </Form.Item>
      <Form.Item
        label="减负合规模式"
        htmlFor="relief-mode"
        extra="按 2026 年政务移动互联网应用的规定：隐藏排名、在线时长、位置证明、强制上传、红包和商城。"
      >
        <Switch
          id="relief-mode"
          checked={setting.reliefMode}
          onChange={reliefMode => void save({ reliefMode }, reliefMode ? '减负合规模式已开启' : '减负合规模式已关闭')}
        />
      </Form.Item>
    </Form>
  )
}
