import { enhanceComments } from './comments.ts'
import { enhanceReactions } from './reactions.ts'
import { enhanceSearch } from './search.ts'
import { enhanceSlides } from './slides.ts'
import { enhanceTabs } from './tabs.ts'
import { enhanceTicker } from './ticker.ts'

// What the pages of sites can do beyond being read. Everything can be read and sent without this script.
const each = (selector: string, enhance: (element: HTMLElement) => void) => {
  for (const element of document.querySelectorAll<HTMLElement>(selector)) enhance(element)
}

each('[data-dj-slides]', enhanceSlides)
each('[data-dj-ticker]', enhanceTicker)
each('[data-dj-tabs]', enhanceTabs)
each('form[data-dj-search]', form => enhanceSearch(form as HTMLFormElement))
enhanceReactions(document)
each('form[data-dj-comment]', form => enhanceComments(form as HTMLFormElement))
