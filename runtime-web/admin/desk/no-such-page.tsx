import { Button, Result } from 'antd'
import { Link } from 'react-router'

export function NoSuchPage() {
  return (
    <Result
      status="404"
      title="没有这个页面"
      subTitle="地址可能写错了，或页面已移走。"
      extra={
        <Link to="/">
          <Button type="primary">回到首页</Button>
        </Link>
      }
    />
  )
}
