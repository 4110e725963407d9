import { Button, Space } from 'antd'

type TurnPagesProps = {
  /** Where each page that was opened begins; none on the first. */
  cursors: string[]
  /** Where the next page begins. */
  after: string | null | undefined
  onTurn(cursors: string[]): void
}

/** A page on and a page back; nothing where one page holds all. */
export function TurnPages({ cursors, after, onTurn }: TurnPagesProps) {
  if (!after && cursors.length === 0) return null
  return (
    <Space className="sso-pages">
      <Button disabled={cursors.length === 0} onClick={() => onTurn(cursors.slice(0, -1))}>
        上一页
      </Button>
      <Button disabled={!after} onClick={() => after && onTurn([...cursors, after])}>
        下一页
      </Button>
    </Space>
  )
}
