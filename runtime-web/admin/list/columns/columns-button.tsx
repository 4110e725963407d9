import { SettingOutlined } from '@ant-design/icons'
import { Button, Popover, Spin } from 'antd'
import { lazy, Suspense } from 'react'
import type { Screen } from '../../fields/screen.ts'
import { columnFields } from '../list-fields.ts'
import type { ColumnLayout } from './column-layout.ts'

const ColumnChooser = lazy(() => import('./column-chooser.tsx'))

type ColumnsButtonProps = { screen: Screen; layout: ColumnLayout; onChange(layout: ColumnLayout | undefined): void }

export function ColumnsButton({ screen, layout, onChange }: ColumnsButtonProps) {
  return (
    <span className="list-popped">
      <Popover
        trigger="click"
        placement="bottomRight"
        arrow={false}
        destroyOnHidden
        getPopupContainer={trigger => trigger.parentElement!}
        content={
          <Suspense fallback={<Spin />}>
            <ColumnChooser fields={columnFields(screen)} label={screen.label} layout={layout} onChange={onChange} />
          </Suspense>
        }
      >
        <Button icon={<SettingOutlined />} aria-label="列设置" title="列设置" />
      </Popover>
    </span>
  )
}
