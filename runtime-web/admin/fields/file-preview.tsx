import { FileOutlined, FilePdfOutlined } from '@ant-design/icons'
import { Image } from 'antd'
import { contentOf, sizeInWords, useFileFacts } from './file-facts.ts'

/** A stored file: its name and size, and of an image a preview. */
export function FilePreview({ id }: { id: string }) {
  const facts = useFileFacts(id)
  if (facts === undefined) return <span className="value-none">…</span>
  if (facts === null) return <span className="value-none">（文件不能查看）</span>
  if (facts.type.startsWith('image/'))
    return (
      <Image
        className="value-image"
        src={contentOf(id, 320)}
        preview={{ src: contentOf(id, 1_600), mask: '预览' }}
        alt={facts.name}
        height={96}
      />
    )
  return (
    <a className="value-file" href={contentOf(id)} target="_blank" rel="noreferrer">
      {facts.type === 'application/pdf' ? <FilePdfOutlined /> : <FileOutlined />}
      <span>{facts.name}</span>
      <small>{sizeInWords(facts.size)}</small>
    </a>
  )
}
