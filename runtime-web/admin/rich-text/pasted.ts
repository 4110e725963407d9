import { fileOf } from './held-files.ts'

export type Pasted = { html: string /** Pictures that are elsewhere, and were left out. */; leftOut: number }

/** What a browser keeps of a page that is no text for people: Word's own notes above all. */
const noText =
  'style, script, meta, link, title, xml, template, noscript, svg, math, iframe, object, [style*="display:none"], [style*="display: none"]'

/**
 * What was copied from Word, WPS, WeChat or any page, made ready for the editor, which takes of it what it knows. `keep` is asked about each
 * picture that is within the text itself, and gives what stands for it until it is uploaded.
 */
export function pastedHtml(copied: string, keep: (dataAddress: string) => string | undefined): Pasted {
  const { body } = new DOMParser().parseFromString(copied, 'text/html')
  for (const element of body.querySelectorAll(noText)) element.remove()
  listsOfWord(body)
  let leftOut = 0
  for (const picture of body.querySelectorAll('img')) {
    // Pages that load their pictures late have a placeholder here.
    const address = picture.getAttribute('src') ?? ''
    if (fileOf(picture)) continue
    const coming = address.startsWith('data:image/') ? keep(address) : undefined
    if (coming) {
      picture.removeAttribute('src')
      picture.dataset['coming'] = coming
      picture.dataset['preview'] = address
    } else {
      if (!isSpacer(picture)) leftOut++
      picture.remove()
    }
  }
  looksAsTags(body)
  headings(body)
  return { html: body.innerHTML, leftOut }
}

/** A point that holds space, or counts who reads. */
function isSpacer(picture: HTMLImageElement): boolean {
  const size = Number(picture.getAttribute('width') ?? Number.NaN)
  return size <= 2
}

/** Word writes items of lists as paragraphs with a sign in front. */
function listsOfWord(body: HTMLElement): void {
  for (const item of body.querySelectorAll<HTMLElement>('p[style*="mso-list"]')) {
    const sign = item.querySelector<HTMLElement>('[style*="mso-list:Ignore"], [style*="mso-list: Ignore"]')
    const tag = /^\s*[\d一二三四五六七八九十]+[.、)）]/.test(sign?.textContent ?? '') ? 'ol' : 'ul'
    sign?.remove()
    const before = item.previousElementSibling
    const list = before?.matches(`${tag}[data-of-word]`) ? before : document.createElement(tag)
    list.setAttribute('data-of-word', '')
    if (list !== before) item.before(list)
    const entry = document.createElement('li')
    entry.append(...item.childNodes)
    list.append(entry)
    item.remove()
  }
}

/** WeChat and Word say bold, red and centred by styles alone. What all of a page is set in is no emphasis. */
function looksAsTags(body: HTMLElement): void {
  for (const element of body.querySelectorAll<HTMLElement>('section, center')) {
    const block = document.createElement('div')
    if (element.matches('center')) block.style.textAlign = 'center'
    else block.style.textAlign = element.style.textAlign
    block.append(...element.childNodes)
    element.replaceWith(block)
  }
  for (const element of body.querySelectorAll<HTMLElement>('div'))
    if (element.style.textAlign)
      for (const paragraph of element.querySelectorAll<HTMLElement>('p')) paragraph.style.textAlign ||= element.style.textAlign
  for (const span of body.querySelectorAll<HTMLElement>('span')) if (isRed(span.style.color)) span.classList.add('dj-accent')
}

/** The page around a text has the one heading of the first rank. */
function headings(body: HTMLElement): void {
  const ranks: [string, string][] = [
    ['h1', 'h2'],
    ['h5, h6', 'h4'],
  ]
  for (const [from, to] of ranks)
    for (const heading of body.querySelectorAll<HTMLElement>(from)) {
      const other = document.createElement(to)
      other.style.textAlign = heading.style.textAlign || heading.getAttribute('align') || ''
      other.append(...heading.childNodes)
      heading.replaceWith(other)
    }
}

function isRed(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = color === 'red' ? [255, 0, 0] : (color.match(/\d+/g) ?? []).map(Number)
  return red >= 160 && green <= 70 && blue <= 70
}
