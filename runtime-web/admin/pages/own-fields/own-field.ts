export type OwnField = {
  id: string
  version: number
  entity: string
  name: string
  title: string
  description: string | null
  kind: 'text' | 'number' | 'date' | 'choice' | 'boolean' | 'file' | 'relation'
  options: { code?: string; title: string; off?: boolean }[] | null
  target: string | null
  required: boolean
  maxLength: number | null
  minimum: number | null
  maximum: number | null
  decimals: number | null
  position: number
  on: boolean
}

export const kindWords: Record<OwnField['kind'], string> = {
  text: '文字',
  number: '数字',
  date: '日期',
  choice: '选项',
  boolean: '是否',
  file: '文件',
  relation: '关联',
}
