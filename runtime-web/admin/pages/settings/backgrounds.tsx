import { ImageUpload } from './image-upload.tsx'
import { type ImageField, imageOf, type Setting } from './setting.ts'

const places: { field: ImageField; title: string; advice: string; tall?: true }[] = [
  { field: 'desktopLoginBackground', title: '电脑登录页', advice: '登录前就能看到，建议 1920×1080' },
  { field: 'desktopHomeBackground', title: '电脑首页', advice: '建议 1920×480' },
  { field: 'newsBackground', title: '资讯页', advice: '建议 1920×480' },
  { field: 'phoneLoginBackground', title: '手机登录页', advice: '登录前就能看到，建议 750×1334', tall: true },
  { field: 'phoneHomeBackground', title: '手机首页', advice: '建议 750×420', tall: true },
]

/** Images behind the login pages, the home pages and the news (S2.7). */
export function Backgrounds({ setting }: { setting: Setting }) {
  return (
    <section className="paper" aria-labelledby="settings-backgrounds">
      <h2 id="settings-backgrounds">背景图</h2>
      <p className="settings-hint">支持 jpg、png、webp，每张不超过 20 MB。不设置时使用默认背景。</p>
      <div className="backgrounds">
        {places.map(({ field, title, advice, tall }) => (
          <figure key={field} className="background">
            <div className={tall ? 'background-frame background-tall' : 'background-frame'}>
              {setting[field] ? <img src={imageOf(setting[field], 640)} alt={`${title}背景的预览`} /> : <span>默认背景</span>}
            </div>
            <figcaption>
              <strong>{title}</strong>
              <span>{advice}</span>
            </figcaption>
            <ImageUpload setting={setting} field={field} title={`${title}背景`} accept=".jpg,.jpeg,.png,.webp" megabytes={20} />
          </figure>
        ))}
      </div>
    </section>
  )
}
