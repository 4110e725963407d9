import { diffArrays } from 'diff'
import { admitted } from '../content/admitted.ts'
import { kindOf, wordsIn } from '../content/kinds.ts'
import type { PageContent, StoredComponent } from '../content/page-content.ts'

export type Difference = { what: 'added' | 'removed'; line: string }

/** What of a page people can tell: its words, pictures and dynamic blocks in their order, and that something looks different. */
export function differences(before: PageContent, after: PageContent, titleOf: (block: string) => string): Difference[] {
  // The server keeps names in an order of its own.
  const [earlier, later] = [admitted(before), admitted(after)]
  const found = diffArrays(linesOf(earlier.components, titleOf), linesOf(later.components, titleOf)).flatMap(part =>
    part.added || part.removed ? part.value.map((line): Difference => ({ what: part.added ? 'added' : 'removed', line })) : [],
  )
  if (found.length > 0) return found
  return JSON.stringify(earlier) === JSON.stringify(later) ? [] : [{ what: 'added', line: '样式、设置或排列有变化' }]
}

function linesOf(components: StoredComponent[], titleOf: (block: string) => string): string[] {
  return components.flatMap(component => {
    const kind = kindOf(component)
    if (kind === 'block') return [`［${component.name ?? titleOf(component.block!)}］${settingsInWords(component.settings)}`]
    if (kind === 'picture') return [`［图片］${component.attributes?.['alt'] ?? ''}`]
    if (kind === 'film') return ['［视频］']
    if (kind === 'element') return linesOf(component.components ?? [], titleOf)
    const words = wordsIn(component).trim()
    return words === '' ? [] : [words]
  })
}

const settingsInWords = (settings: Record<string, unknown> = {}): string =>
  Object.values(settings)
    .filter(value => ['string', 'number'].includes(typeof value) && !/^[0-9a-f-]{36}$/.test(String(value)))
    .join(' ')
