import { parseHTML } from 'linkedom'

/** The document of a page as sites write them: without `html` and `body`, or with something before them, it is one all the same. */
export function documentOf(html: string): Document {
  const { document } = parseHTML(html)
  return document.documentElement?.tagName === 'HTML'
    ? document
    : documentOfBody(html.replace(/<!doctype[^>]*>|<\/?(?:html|head|body)\b[^>]*>/gi, ''))
}

/** The document of a piece of HTML. */
export function documentOfBody(html: string): Document {
  return parseHTML(`<!doctype html><html><head></head><body>${html}</body></html>`).document
}
