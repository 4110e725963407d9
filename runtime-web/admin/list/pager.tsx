import { DoubleLeftOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { pageSizes } from './list-state.ts'
import { totalInWords } from './rows.ts'

type PagerProps = {
  cursors: string[]
  after: string | null | undefined
  size: number
  total: number | string | undefined
  waiting: boolean
  onTurn(cursors: string[]): void
  onSize(size: number): void
}

/** First, previous, next: a million records have no page 4,711 worth jumping to. */
export function Pager({ cursors, after, size, total, waiting, onTurn, onSize }: PagerProps) {
  const first = cursors.length === 0
  return (
    <nav className="list-pager" aria-label="翻页">
      <span className="list-total" aria-live="polite">
        {total === undefined ? '' : totalInWords(total)}
      </span>
      <Select
        aria-label="每页条数"
        value={size}
        onChange={onSize}
        options={pageSizes.map(value => ({ value, label: `${value} 条/页` }))}
        popupMatchSelectWidth={false}
      />
      <Button icon={<DoubleLeftOutlined />} aria-label="第一页" title="第一页" disabled={first} onClick={() => onTurn([])} />
      <Button icon={<LeftOutlined />} disabled={first} onClick={() => onTurn(cursors.slice(0, -1))}>
        上一页
      </Button>
      <span className="list-page">第 {cursors.length + 1} 页</span>
      <Button icon={<RightOutlined />} iconPosition="end" disabled={!after || waiting} onClick={() => after && onTurn([...cursors, after])}>
        下一页
      </Button>
    </nav>
  )
}
