import { admitted } from './admitted.ts'
import { withFreshIds } from './fresh-ids.ts'
import type { PageContent } from './page-content.ts'

const place = 'dangjian.designer.copied'

/** Kept in the browser, so that it can be pasted on another page or site. */
export function keepCopied(content: PageContent): void {
  localStorage.setItem(place, JSON.stringify(content))
}

/** What was copied last, ready to stand beside its original; nothing where nothing was. */
export function copied(): PageContent | undefined {
  try {
    const content = admitted(JSON.parse(localStorage.getItem(place) ?? 'null'))
    return content.components.length > 0 ? withFreshIds(content) : undefined
  } catch {
    return undefined
  }
}
