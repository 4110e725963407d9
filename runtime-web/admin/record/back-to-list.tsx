import { LeftOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useLocation, useNavigate } from 'react-router'
import type { MenuEntry } from '../desk/desk-data.ts'

/** Back to the list as it was left, or to its beginning for who came by a link. */
export function BackToList({ menu }: { menu: MenuEntry }) {
  const navigate = useNavigate()
  const location = useLocation()
  const back = () => (location.key === 'default' ? navigate(`/m/${menu.key}`) : navigate(-1))
  return (
    <Button type="text" size="small" icon={<LeftOutlined />} onClick={() => void back()}>
      返回{menu.title}
    </Button>
  )
}
