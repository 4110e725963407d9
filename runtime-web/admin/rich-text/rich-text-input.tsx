import { Skeleton } from 'antd'
import { lazy, Suspense } from 'react'
import type { WidgetProps } from '../form/widget.ts'

const Editor = lazy(() => import('./editor.tsx'))

/** A text with a look; its editor is loaded when a form first has one. */
export function RichTextInput(props: WidgetProps<string>) {
  return (
    <Suspense fallback={<Skeleton active paragraph={{ rows: 4 }} />}>
      <Editor {...props} />
    </Suspense>
  )
}
