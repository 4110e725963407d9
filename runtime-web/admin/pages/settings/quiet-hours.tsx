import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { type Setting, useSaveSetting } from './setting.ts'

/** From when to when nobody gets SMS or calls; empty where the platform's hours are good enough. */
export function QuietHours({ setting }: { setting: Setting }) {
  const save = useSaveSetting(setting)
  const [from, setFrom] = useState(setting.quietFrom ?? '')
  const [to, setTo] = useState(setting.quietTo ?? '')
  const same = from === (setting.quietFrom ?? '') && to === (setting.quietTo ?? '')
  return (
    <Form layout="vertical" onFinish={() => void save({ quietFrom: from || null, quietTo: to || null }, '免打扰时段已保存')}>
      <Form.Item
        label="免打扰时段"
        htmlFor="quiet-from"
        extra="其间不发短信、不打语音电话，过后再发；验证码除外。不填按平台的规定（21:00 至 08:00），两者相同则不设。"
      >
        <div className="settings-line">
          <Input id="quiet-from" type="time" aria-label="免打扰开始" value={from} onChange={event => setFrom(event.target.value)} />
          <Input type="time" aria-label="免打扰结束" value={to} onChange={event => setTo(event.target.value)} />
          <Button htmlType="submit" disabled={same}>
            保存时段
          </Button>
        </div>
      </Form.Item>
    </Form>
  )
}
