import { FileOutlined, FilePdfOutlined } from '@ant-design/icons'
import { Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { contentOf, type FileFacts, sizeInWords, useFileFacts } from './file-facts.ts'

/** A stored file: its name and size, and of a picture how it looks; pictures and PDF open in a dialog, whatever else in a tab. */
export function FilePreview({ id }: { id: string }) {
  const facts = useFileFacts(id)
  if (facts === undefined) return <span className="value-none">…</span>
  if (facts === null) return <span className="value-none">（文件不能查看）</span>
  if (facts.type.startsWith('image/'))
    return (
      <Opened
        id={id}
        name={facts.name}
        shown={<img className="value-picture" src={contentOf(id, 1_600)} alt={facts.name} />}
        className="value-thumbnail"
      >
        <img className="value-image" src={contentOf(id, 320)} alt={facts.name} height={96} />
      </Opened>
    )
  // Most phones have no viewer for it.
  if (facts.type === 'application/pdf' && navigator.pdfViewerEnabled)
    return (
      <Opened
        id={id}
        name={facts.name}
        shown={<iframe className="value-pdf" title={facts.name} src={contentOf(id)} />}
        className="value-file"
      >
        <Named facts={facts} />
      </Opened>
    )
  return (
    <a className="value-file" href={contentOf(id)} target="_blank" rel="noreferrer">
      <Named facts={facts} />
    </a>
  )
}

type OpenedProps = { id: string; name: string; shown: ReactNode; className: string; children: ReactNode }

/** What opens a file in a dialog. */
function Opened({ id, name, shown, className, children }: OpenedProps) {
  const [open, show] = useState(false)
  return (
    <>
      <button type="button" className={className} title="预览" onClick={() => show(true)}>
        {children}
      </button>
      <Modal
        open={open}
        centered
        destroyOnHidden
        width="min(960px, 92vw)"
        title={name}
        footer={
          <a href={contentOf(id)} target="_blank" rel="noreferrer">
            在新窗口打开
          </a>
        }
        onCancel={() => show(false)}
      >
        {shown}
      </Modal>
    </>
  )
}

function Named({ facts }: { facts: FileFacts }) {
  return (
    <>
      {facts.type === 'application/pdf' ? <FilePdfOutlined /> : <FileOutlined />}
      <span>{facts.name}</span>
      <small>{sizeInWords(facts.size)}</small>
    </>
  )
}
