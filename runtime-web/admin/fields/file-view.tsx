import { lazy, Suspense } from 'react'
import { contentOf } from './file-facts.ts'

const FilePreview = lazy(async () => ({ default: (await import('./file-preview.tsx')).FilePreview }))

/** A stored file: a word that opens it, or on a page of its own what it is. */
export function FileView({ id, whole = false }: { id: string; whole?: boolean }) {
  if (whole)
    return (
      <Suspense>
        <FilePreview id={id} />
      </Suspense>
    )
  return (
    <a href={contentOf(id)} target="_blank" rel="noreferrer">
      查看
    </a>
  )
}
