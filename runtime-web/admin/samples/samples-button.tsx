import { ReadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { Json } from '../../../core/declarations/model.ts'
import type { Screen } from '../fields/screen.ts'

const SampleDrawer = lazy(async () => ({ default: (await import('./sample-drawer.tsx')).SampleDrawer }))

/** Opens the samples that a new record may begin with, where there can be any. */
export function SamplesButton({ screen, onUse }: { screen: Screen; onUse(values: Json): void }) {
  const [open, setOpen] = useState(false)
  if (!screen.samples) return null
  return (
    <>
      <Button icon={<ReadOutlined />} onClick={() => setOpen(true)}>
        参考范文
      </Button>
      {open && (
        <Suspense fallback={null}>
          <SampleDrawer
            screen={screen}
            onClose={() => setOpen(false)}
            onUse={values => {
              setOpen(false)
              onUse(values)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
