import { Frame } from './frame.tsx'

export function Activate() {
  return <Frame title="入驻激活">{null}</Frame>
}
