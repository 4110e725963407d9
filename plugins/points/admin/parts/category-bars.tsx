import { useDictionary } from '../../../../runtime-web/admin/fields/dictionary.ts'

export type Counted = { category: string; points: number; entries: number }

/** Points by category, the most first, each beside a bar of its share. */
export function CategoryBars({ counted }: { counted: Counted[] }) {
  const categories = useDictionary('point-category')
  const most = Math.max(1, ...counted.map(one => one.points))
  const ordered = [...counted].sort((a, b) => b.points - a.points)
  return (
    <dl className="points-bars">
      {ordered.map(({ category, points, entries }) => (
        <div key={category}>
          <dt>{categories?.title(category) ?? ''}</dt>
          <dd>
            <span className="points-bar" aria-hidden="true">
              <i style={{ width: `${Math.max(0, (points / most) * 100)}%` }} />
            </span>
            <span>
              {points.toLocaleString('zh-CN')} 分<small>{entries} 笔</small>
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
