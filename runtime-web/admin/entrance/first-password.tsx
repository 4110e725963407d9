import { Frame } from './frame.tsx'

export function FirstPassword() {
  return <Frame title="修改初始密码">{null}</Frame>
}
