import { EllipsisOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import type { Told } from '../../fields/record.ts'
import type { Screen } from '../../fields/screen.ts'
import { useAccountActions } from './account-actions.tsx'

/** The same in the list, as far as the columns shown tell the account's state. */
export function UserRowMenu({ screen, record, name }: { screen: Screen; record: Told; name: string }) {
  const { lock, unlock, reset } = useAccountActions(screen, { id: record.id, name, phone: record['phone'] as string | null | undefined })
  const state = record['state']
  const items = [
    ...(state !== 'locked' ? [{ key: 'lock', label: '锁定', onClick: lock }] : []),
    ...(state !== 'active' ? [{ key: 'unlock', label: '解锁', onClick: () => void unlock() }] : []),
    { key: 'reset-password', label: '重置密码', onClick: reset },
  ].filter(item => screen.can.includes(item.key))
  if (state === 'disabled' || items.length === 0) return null
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button type="text" size="small" icon={<EllipsisOutlined />} title="更多操作" aria-label={`${name} 的更多操作`} />
    </Dropdown>
  )
}
