import { ImageUpload } from './image-upload.tsx'
import { imageOf, type Setting } from './setting.ts'

/** What phones show for three seconds when the app opens (S2.2). */
export function StartPage({ setting }: { setting: Setting }) {
  return (
    <section className="paper" aria-labelledby="settings-start">
      <h2 id="settings-start">手机启动页</h2>
      <div className="start-page">
        <div className="phone-frame">
          {setting.startPage ? <img src={imageOf(setting.startPage, 640)} alt="手机启动页的预览" /> : <span>使用默认启动页</span>}
        </div>
        <div>
          <p>打开手机端时展示 3 秒。支持 jpg、jpeg、png，不超过 200 MB，建议 750×1334。</p>
          <p>手机上下载的是缩小的图片，不必担心原图太大。</p>
          <ImageUpload setting={setting} field="startPage" title="手机启动页" accept=".jpg,.jpeg,.png" megabytes={200} />
        </div>
      </div>
    </section>
  )
}
