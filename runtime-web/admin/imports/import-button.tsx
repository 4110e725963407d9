import { UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { Screen } from '../fields/screen.ts'

const ImportWizard = lazy(async () => ({ default: (await import('./import-wizard.tsx')).ImportWizard }))

/** Opens the import of an entity, where the caller may import it. `onImported` is called when records were written. */
export function ImportButton({ screen, onImported }: { screen: Screen; onImported?: () => void }) {
  const [open, setOpen] = useState(false)
  if (!screen.can.includes('import')) return null
  return (
    <>
      <Button icon={<UploadOutlined />} onClick={() => setOpen(true)}>
        导入
      </Button>
      {open && (
        <Suspense fallback={null}>
          <ImportWizard screen={screen} onClose={() => setOpen(false)} onImported={onImported} />
        </Suspense>
      )}
    </>
  )
}
