import { useRouteError } from 'react-router'
import './entrance.css'

/** A page that failed: a release may have replaced its parts, which a reload brings. */
export function Broken() {
  const error = useRouteError()
  return (
    <div className="opening" role="alert">
      <h1>页面没有打开</h1>
      <p>系统可能刚刚更新，请刷新后再试。</p>
      <button type="button" className="entrance-button" onClick={() => location.reload()}>
        刷新页面
      </button>
      <pre>{error instanceof Error ? error.message : ''}</pre>
    </div>
  )
}
