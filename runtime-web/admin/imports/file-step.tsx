import { DownloadOutlined, InboxOutlined } from '@ant-design/icons'
import { Upload } from 'antd'
import type { Screen } from '../fields/screen.ts'

/** Choosing or dropping a file; the template for who has none yet. */
export function FileStep({ screen, busy, onFile }: { screen: Screen; busy: boolean; onFile: (file: File) => void }) {
  return (
    <>
      <Upload.Dragger
        accept=".xlsx,.csv"
        multiple={false}
        showUploadList={false}
        disabled={busy}
        // The file is sent by us, to be checked first.
        beforeUpload={file => {
          onFile(file)
          return false
        }}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined />
        </p>
        <p>{busy ? '正在上传……' : '点击选择文件，或把文件拖到这里'}</p>
        <p className="import-hint">支持 .xlsx 和 .csv。先检查，不会直接写入。</p>
      </Upload.Dragger>
      <p>
        <a href={`${screen.path}/template`} download>
          <DownloadOutlined /> 下载导入模板
        </a>
        <span className="import-hint">　表头与模板不同也可以，检查时指明各列即可。</span>
      </p>
    </>
  )
}
