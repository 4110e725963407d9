import { DeleteOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, Upload } from 'antd'
import { useAttempt } from '../../feedback/use-attempt.ts'
import { type ImageField, type Setting, uploaded, useSaveSetting } from './setting.ts'

type ImageUploadProps = { setting: Setting; field: ImageField; title: string; accept: string; megabytes: number }

/** Puts an image into a setting, or takes it away. What it really is, the server looks at. */
export function ImageUpload({ setting, field, title, accept, megabytes }: ImageUploadProps) {
  const save = useSaveSetting(setting)
  const { busy, attempt, message } = useAttempt()

  async function send(file: File) {
    if (file.size > megabytes * 1_048_576) {
      message.error(`图片超过了 ${megabytes} MB`)
      return
    }
    await attempt(async () => {
      await save({ [field]: await uploaded(file) }, `${title}已更换`)
    })
  }

  return (
    <div className="image-buttons">
      <Upload
        accept={accept}
        showUploadList={false}
        beforeUpload={file => {
          void send(file)
          return false
        }}
      >
        <Button size="small" icon={<UploadOutlined />} loading={busy} aria-label={`上传${title}`}>
          {setting[field] ? '更换' : '上传'}
        </Button>
      </Upload>
      {setting[field] && (
        <Button
          size="small"
          type="text"
          icon={<DeleteOutlined />}
          aria-label={`移除${title}`}
          onClick={() => void save({ [field]: null }, `${title}已移除`)}
        >
          移除
        </Button>
      )}
    </div>
  )
}
