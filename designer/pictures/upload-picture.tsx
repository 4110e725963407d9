import { UploadOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, Progress } from 'antd'
import { useId, useRef, useState } from 'react'
import { useAttempt } from '../../runtime-web/admin/feedback/use-attempt.ts'
import { uploadFile } from '../../runtime-web/admin/form/upload-file.ts'
import { useSizeLimit } from '../../runtime-web/admin/form/use-size-limit.ts'
import { createPicture, type Picture } from '../site/records.ts'

type UploadPictureProps = { siteId: string; kind: 'image' | 'video'; onUploaded(picture: Picture): void }

/** A new picture of the site. It says what is to be seen, or that it is decoration: otherwise it is not taken. */
export function UploadPicture({ siteId, kind, onUploaded }: UploadPictureProps) {
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const [file, choose] = useState<File>()
  const [alt, describe] = useState('')
  const [decorative, decorate] = useState(false)
  const [percent, progress] = useState<number>()
  const { busy, attempt } = useAttempt()
  const tooLarge = useSizeLimit()
  const why = file && tooLarge(file)
  const isTold = kind === 'video' || decorative || alt.trim() !== ''
  const upload = () =>
    attempt(async () => {
      const stored = await uploadFile(file!, progress).finally(() => progress(undefined))
      const title = file!.name.replace(/\.\w+$/, '').slice(0, 100) || '未命名'
      onUploaded(await createPicture(siteId, { file: stored, title, alt: decorative ? null : alt.trim() || null, decorative }))
    })
  return (
    <div className="designer-upload">
      <input
        ref={input}
        type="file"
        hidden
        accept={kind === 'image' ? 'image/*' : 'video/mp4,video/webm'}
        onChange={event => choose(event.target.files?.[0])}
      />
      <div>
        <Button icon={<UploadOutlined />} onClick={() => input.current?.click()}>
          {file ? '换一个文件' : '选择文件'}
        </Button>
        <span className="designer-faint"> {file?.name}</span>
      </div>
      {kind === 'image' && (
        <>
          <label htmlFor={id}>文字说明</label>
          <Input
            id={id}
            value={alt}
            maxLength={200}
            disabled={decorative}
            placeholder="图里是什么，例如：党员在村口慰问老人"
            onChange={event => describe(event.target.value)}
          />
          <Checkbox checked={decorative} onChange={event => decorate(event.target.checked)}>
            装饰图片，不需要说明
          </Checkbox>
        </>
      )}
      {percent !== undefined && <Progress percent={percent} aria-label="正在上传" />}
      <Button type="primary" disabled={!file || Boolean(why) || !isTold} loading={busy} onClick={() => void upload()}>
        上传并使用
      </Button>
      {why && (
        <p className="designer-faint" role="alert">
          {why}，请换一个文件。
        </p>
      )}
      {file && !why && !isTold && <p className="designer-faint">请填写文字说明，或选择“装饰图片”。</p>}
    </div>
  )
}
