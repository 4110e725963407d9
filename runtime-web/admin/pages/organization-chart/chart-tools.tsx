import {
  CompressOutlined,
  DownloadOutlined,
  MinusOutlined,
  NodeCollapseOutlined,
  NodeExpandOutlined,
  PlusOutlined,
} from '@ant-design/icons'
import { App, Button, Dropdown, Segmented, Space } from 'antd'
import { useState } from 'react'
import { OrganizationPicker } from '../../pickers/organization-picker.tsx'
import { OrganizationSearch } from '../organizations/organization-search.tsx'
import type { OrganizationNode } from '../organizations/organization-tree.ts'
import type { Direction } from './layout.ts'
import { asPng, asSvg, keepAsFile, type Picture } from './picture.ts'

type ChartToolsProps = {
  direction: Direction
  /** From where it is drawn, when that was chosen. */
  root?: OrganizationNode
  picture: Picture
  onFind(id: string): void
  onRoot(id: string | undefined): void
  onDirection(direction: Direction): void
  onZoom(factor: number): void
  onFit(): void
  onOpenNext(): void
  onCloseAll(): void
}

export function ChartTools(props: ChartToolsProps) {
  const { direction, root, picture, onFind, onRoot, onDirection, onZoom, onFit, onOpenNext, onCloseAll } = props
  const { message } = App.useApp()
  const [drawing, setDrawing] = useState(false)
  const name = `组织架构-${picture.chart.boxes[0]?.node?.shortName ?? ''}`

  async function exportAs(kind: 'png' | 'svg'): Promise<void> {
    setDrawing(true)
    try {
      keepAsFile(kind === 'png' ? await asPng(picture) : asSvg(picture), `${name}.${kind}`)
    } catch {
      message.error('图太大，画不下，请收起一部分或从下一级画起')
    }
    setDrawing(false)
  }

  return (
    <div className="chart-tools">
      <OrganizationSearch className="chart-search" onFound={onFind} />
      <div className="chart-root">
        <OrganizationPicker
          aria-label="从哪个党组织画起"
          placeholder="从哪个党组织画起"
          value={root ? { id: root.id, label: root.name } : null}
          onChange={chosen => onRoot(chosen?.id)}
        />
      </div>
      <Segmented<Direction>
        aria-label="方向"
        value={direction}
        onChange={onDirection}
        options={[
          { value: 'down', label: '自上而下' },
          { value: 'right', label: '自左而右' },
        ]}
      />
      <span className="chart-gap" />
      <Space.Compact>
        <Button icon={<NodeExpandOutlined />} aria-label="展开下一级" title="展开下一级" onClick={onOpenNext} />
        <Button icon={<NodeCollapseOutlined />} aria-label="全部收起" title="全部收起" onClick={onCloseAll} />
      </Space.Compact>
      <Space.Compact>
        <Button icon={<MinusOutlined />} aria-label="缩小" title="缩小（-）" onClick={() => onZoom(0.8)} />
        <Button icon={<PlusOutlined />} aria-label="放大" title="放大（+）" onClick={() => onZoom(1.25)} />
        <Button icon={<CompressOutlined />} aria-label="适应窗口" title="适应窗口（0）" onClick={onFit} />
      </Space.Compact>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'png', label: 'PNG 图片', onClick: () => exportAs('png') },
            { key: 'svg', label: 'SVG 矢量图', onClick: () => exportAs('svg') },
          ],
        }}
      >
        <Button icon={<DownloadOutlined />} loading={drawing}>
          导出图片
        </Button>
      </Dropdown>
    </div>
  )
}
