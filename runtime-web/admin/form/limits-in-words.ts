import { sizeInWords } from '../fields/file-facts.ts'
import type { ScreenField } from '../fields/screen.ts'

const families: Record<string, string> = {
  'image/*': '图片',
  'image/jpeg': 'JPG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'application/pdf': 'PDF',
  'video/*': '视频',
  'audio/*': '音频',
  'text/plain': '文本',
  'video/mp4': 'MP4 视频',
  'video/webm': 'WebM 视频',
  'application/msword': 'Word',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.ms-excel': 'Excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
}

/** What there is to know before filling a field in: its help, and for files what is taken. */
export function limitsInWords(field: ScreenField): string | undefined {
  // A relation's help tells spreadsheets how to name a record; here it is picked.
  const words = [
    field.kind === 'relation' ? undefined : field.help,
    ...(field.kind === 'file' || field.kind === 'files' ? filesInWords(field) : []),
  ]
  return words.filter(Boolean).join('；') || undefined
}

function filesInWords({ file, limits, kind }: ScreenField): string[] {
  const types = new Set((file?.types ?? []).map(type => families[type] ?? type.split('/').at(-1)!.toUpperCase()))
  return [
    ...(types.size > 0 ? [`可上传 ${[...types].join('、')}`] : []),
    ...(file?.maxSize ? [`每个不超过 ${sizeInWords(file.maxSize)}`] : []),
    ...(kind === 'files' && limits['maxItems'] ? [`最多 ${limits['maxItems']} 个`] : []),
  ]
}
