import './entrance.css'

/** While the first part of a page is fetched. */
export function Opening() {
  return (
    <div className="opening" role="status">
      正在打开……
    </div>
  )
}
