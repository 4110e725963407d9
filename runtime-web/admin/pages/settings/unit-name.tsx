import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { patch } from '../../api/request.ts'
import { useAttempt } from '../../feedback/use-attempt.ts'

/** The name that stands at the top of the menu and on the login page. */
export function UnitName({ name }: { name: string }) {
  const [typed, type] = useState(name)
  const client = useQueryClient()
  const { busy, attempt, message } = useAttempt()

  async function save() {
    await attempt(async () => {
      await patch('/core/tenant', { name: typed.trim() })
      await client.invalidateQueries({ queryKey: ['session'] })
      message.success('已改名')
    })
  }

  return (
    <Form layout="vertical" onFinish={save}>
      <Form.Item label="单位名称" htmlFor="unit-name">
        <div className="settings-line">
          <Input id="unit-name" maxLength={100} value={typed} onChange={event => type(event.target.value)} />
          <Button htmlType="submit" loading={busy} disabled={typed.trim() === '' || typed.trim() === name}>
            保存名称
          </Button>
        </div>
      </Form.Item>
    </Form>
  )
}
