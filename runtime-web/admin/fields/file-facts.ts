import { useQuery } from '@tanstack/react-query'
import { addressOf } from '../api/request.ts'

/** What is known of a stored file without loading it. */
export type FileFacts = { name: string; type: string; size: number }

/** The address of a file's content; with a width (pixels), of an image scaled down to it. */
export const contentOf = (id: string, width?: number): string => addressOf(`/core/files/${id}/content`, { width })

/** Name, type and size of a file; null where it is gone or not for this person. */
export function useFileFacts(id: string): FileFacts | null | undefined {
  return useQuery({ queryKey: ['file', id], queryFn: () => factsOf(id), staleTime: Number.POSITIVE_INFINITY }).data
}

async function factsOf(id: string): Promise<FileFacts | null> {
  const { ok, headers } = await fetch(contentOf(id), { method: 'HEAD', credentials: 'same-origin' })
  if (!ok) return null
  const name = /filename\*=UTF-8''([^;]+)/.exec(headers.get('content-disposition') ?? '')?.[1]
  return {
    name: name ? decodeURIComponent(name) : '文件',
    type: headers.get('content-type') ?? '',
    size: Number(headers.get('content-length') ?? 0),
  }
}

/** As people say sizes: 3.4 MB. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1_024) return `${bytes} 字节`
  const kilobytes = bytes / 1_024
  return kilobytes < 1_000 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1_024).toFixed(1)} MB`
}
