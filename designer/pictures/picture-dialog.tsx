import { CloseCircleFilled, SearchOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Input, Modal, Tabs } from 'antd'
import { useDeferredValue, useState } from 'react'
import { Failure, Loading, Nothing } from '../../runtime-web/admin/feedback/states.tsx'
import { type Picture, readPictures } from '../site/records.ts'
import { UploadPicture } from './upload-picture.tsx'
import './pictures.css'

type PictureDialogProps = { siteId: string; kind: 'image' | 'video'; onChosen(picture: Picture): void; onCancel(): void }

/** A picture (or video) of the site: one that is there, or one that is uploaded now. */
export function PictureDialog({ siteId, kind, onChosen, onCancel }: PictureDialogProps) {
  const client = useQueryClient()
  const title = kind === 'image' ? '选择图片' : '选择视频'
  return (
    <Modal open width={820} title={title} footer={null} onCancel={onCancel} destroyOnHidden>
      <Tabs
        items={[
          { key: 'there', label: '素材库', children: <Gallery siteId={siteId} kind={kind} onChosen={onChosen} /> },
          {
            key: 'new',
            label: '上传',
            children: (
              <UploadPicture
                siteId={siteId}
                kind={kind}
                onUploaded={picture => {
                  void client.invalidateQueries({ queryKey: ['portal', 'pictures', siteId] })
                  onChosen(picture)
                }}
              />
            ),
          },
        ]}
      />
    </Modal>
  )
}

function Gallery({ siteId, kind, onChosen }: Omit<PictureDialogProps, 'onCancel'>) {
  const [typed, type] = useState('')
  const word = useDeferredValue(typed.trim())
  const pictures = useQuery({ queryKey: ['portal', 'pictures', siteId, kind, word], queryFn: () => readPictures(siteId, kind, word) })
  if (pictures.error) return <Failure error={pictures.error} onRetry={() => void pictures.refetch()} />
  if (!pictures.data) return <Loading />
  return (
    <>
      <Input
        prefix={<SearchOutlined />}
        aria-label="按名称查找"
        placeholder="按名称查找"
        allowClear={{ clearIcon: <CloseCircleFilled aria-label="清空" /> }}
        value={typed}
        onChange={event => type(event.target.value)}
      />
      {pictures.data.length === 0 ? (
        <Nothing says={word ? '没有找到' : kind === 'image' ? '还没有图片，点“上传”添加' : '还没有视频，点“上传”添加'} />
      ) : (
        <ul className="designer-gallery">
          {pictures.data.map(picture => (
            <li key={picture.id}>
              <button type="button" onClick={() => onChosen(picture)} title={picture.title}>
                {kind === 'image' ? (
                  <img src={`/api/v1/core/files/${picture.file}/content?width=320`} alt={picture.alt ?? ''} loading="lazy" />
                ) : (
                  <video src={`/api/v1/core/files/${picture.file}/content`} preload="metadata" muted tabIndex={-1} />
                )}
                <span>{picture.title}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
