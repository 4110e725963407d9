import dayjs from 'dayjs'
import type { Tried } from './tried.ts'

/** The first of what was found; one of them can be looked at. */
export function FoundList({ tried, onChoose }: { tried: Tried; onChoose(address: string): void }) {
  const { found, entries, next, article } = tried
  return (
    <>
      <h2>
        找到 {found} 条{found > entries.length && `，下面是前 ${entries.length} 条`}
      </h2>
      <ol className="trying-entries">
        {entries.map(entry => (
          <li key={entry.address}>
            <button type="button" aria-pressed={entry.address === article?.address} onClick={() => onChoose(entry.address)}>
              {entry.title}
            </button>
            <small>
              {entry.publishedAt && <time dateTime={entry.publishedAt}>{dayjs(entry.publishedAt).format('YYYY-MM-DD')}</time>}
              <span>{entry.address}</span>
            </small>
          </li>
        ))}
      </ol>
      {next && <p className="trying-hint">下一页：{next}</p>}
    </>
  )
}
