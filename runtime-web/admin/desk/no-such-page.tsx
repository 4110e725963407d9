import { Button } from 'antd'
import { Link } from 'react-router'
import { NotThere } from '../feedback/states.tsx'

export function NoSuchPage() {
  return (
    <NotThere title="没有这个页面" reason="地址可能写错了，或页面已移走。">
      <Link to="/">
        <Button type="primary">回到首页</Button>
      </Link>
    </NotThere>
  )
}
