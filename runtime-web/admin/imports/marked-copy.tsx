import { DownloadOutlined } from '@ant-design/icons'
import type { ImportResult } from './import-result.ts'

/** The file with every bad cell marked, to be corrected and imported again. */
export function MarkedCopy({ result }: { result: ImportResult }) {
  if (!result.markedFileId) return null
  return (
    <p>
      <a href={`/api/v1/core/files/${result.markedFileId}/content`} download>
        <DownloadOutlined /> 下载错误标注
      </a>
      <span className="import-hint">　原文件，有误的单元格已标出并注明原因，改好后可再次导入。</span>
    </p>
  )
}
