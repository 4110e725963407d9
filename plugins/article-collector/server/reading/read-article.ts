import { createHash, randomUUID } from 'node:crypto'
import { Readability } from '@mozilla/readability'
import { absolute } from './addresses.ts'
import { timeIn } from './dates.ts'
import { documentOf, documentOfBody } from './document.ts'
import type { PageRules } from './entry.ts'
import { type Likeness, likenessOf } from './likeness.ts'
import { lettersOf, plain, shortened } from './plain.ts'
import { Refused } from './refused.ts'
import { chosen, chosenAll } from './select.ts'

/** What was read of an article. Its HTML is not clean: that is seen to where it is written. */
export type Article = {
  title?: string
  author?: string
  publishedAt?: string
  /** In place of the addresses of pictures stand `<token>-<number>`. */
  html: string
  token: string
  /** Addresses of the pictures, by their numbers. */
  pictures: string[]
  /** What it says, as words alone. */
  paragraphs: string[]
  summary: string
  /** The same for texts that differ only in marks, spaces and letters' width. */
  hash: string
  /** Nearly the same for texts that differ in a few places. */
  likeness?: Likeness
}

/** A page's markup beyond which nobody meant it to be read. */
const mostElements = 50_000
const mostPictures = 100
/** With fewer letters than this a text is told apart by its title too. */
const shortText = 50
const lazySources = ['data-src', 'data-original', 'data-lazy-src', 'data-actualsrc', 'data-url']

/** The main text of an article's page, or, of a `fragment`, all of it. @throws Refused */
export function readArticle(text: string, address: string, rules: PageRules, { fragment }: { fragment: boolean }): Article {
  const document = fragment ? documentOfBody(asParagraphs(text)) : documentOf(text)
  const base = absolute(document.querySelector('base')?.getAttribute('href'), address) ?? address
  if (document.querySelectorAll('*').length > mostElements) throw new Refused('网页太复杂，读不出正文')
  const told = fragment ? {} : toldByPage(document, rules)
  if (rules.leaveOut) for (const part of chosenAll(document, rules.leaveOut, '正文中不要的部分')) part.remove()
  const { token, pictures } = settle(document, base)
  const html = (fragment ? document.body.innerHTML : bodyOf(document, rules)).trim()
  const paragraphs = wordsOf(html)
  const words = paragraphs.join(' ')
  if (words === '' && !html.includes(token)) throw new Refused('没有找到正文')
  return {
    ...told,
    html,
    token,
    pictures,
    paragraphs,
    summary: shortened(words, 150),
    hash: hashOf(words, told.title ?? ''),
    likeness: likenessOf(words),
  }
}

/** Lazy pictures get their addresses, links become full ones; what shows itself late (as articles of WeChat do) is shown. */
function settle(document: Document, base: string): { token: string; pictures: string[] } {
  const token = randomUUID()
  const pictures: string[] = []
  for (const image of document.querySelectorAll('img')) {
    const sources = [...lazySources.map(name => image.getAttribute(name)), image.getAttribute('src')]
    const full = sources.map(source => absolute(source, base)).find(source => source !== undefined)
    const alt = plain(image.getAttribute('alt'), 100).replace(/[<>"&]/g, '')
    for (const { name } of [...image.attributes]) image.removeAttribute(name)
    if (!full || pictures.length >= mostPictures) {
      image.remove()
      continue
    }
    image.setAttribute('src', `${token}-${pictures.length}-`)
    image.setAttribute('alt', alt)
    pictures.push(full)
  }
  for (const link of document.querySelectorAll('a[href]')) {
    const full = absolute(link.getAttribute('href'), base)
    if (full) link.setAttribute('href', full)
    else link.removeAttribute('href')
  }
  for (const played of document.querySelectorAll('video,audio,source,object,embed,iframe')) played.remove()
  for (const hidden of document.querySelectorAll('#js_content')) hidden.removeAttribute('style')
  return { token, pictures }
}

function bodyOf(document: Document, { bodySelector }: PageRules): string {
  if (bodySelector) {
    const body = chosen(document, bodySelector, '文章页中的正文')
    if (!body) throw new Refused('文章页上没有找到选择器所指的正文')
    return body.innerHTML
  }
  return new Readability(document, { charThreshold: 100, disableJSONLD: true }).parse()?.content ?? ''
}

function toldByPage(document: Document, { authorSelector }: PageRules): Pick<Article, 'title' | 'author' | 'publishedAt'> {
  const meta = (...names: string[]) =>
    names
      .map(name => document.querySelector(`meta[name="${name}"],meta[property="${name}"]`)?.getAttribute('content'))
      .find(content => content?.trim())
  const author = authorSelector ? chosen(document, authorSelector, '文章页中的作者')?.textContent : meta('author')
  const title = document.querySelector('h1')?.textContent?.trim() || meta('og:title') || document.querySelector('title')?.textContent
  return {
    title: plain(title, 200) || undefined,
    author: plain(author, 60) || undefined,
    publishedAt: timeIn(meta('article:published_time', 'publishdate', 'PubDate', 'pubdate')),
  }
}

/** What came as text alone becomes paragraphs. */
function asParagraphs(text: string): string {
  if (/<[a-z!/]/i.test(text)) return text
  return text
    .split(/\n+/)
    .map(line => `<p>${line.replaceAll('<', '&lt;')}</p>`)
    .join('')
}

const breaks = 'p,div,li,h1,h2,h3,h4,h5,h6,tr,br,blockquote,section,article,figure,pre'

function wordsOf(html: string): string[] {
  const document = documentOfBody(html)
  for (const silent of document.querySelectorAll('script,style,noscript,template')) silent.remove()
  for (const part of document.querySelectorAll(breaks)) part.before('\u2029')
  return (document.body.textContent ?? '')
    .split('\u2029')
    .map(line => line.replace(/\s+/g, ' ').trim())
    .filter(line => line !== '')
}

function hashOf(words: string, title: string): string {
  const bare = lettersOf(words)
  const told = bare.length < shortText ? `${lettersOf(title)} ${bare}` : bare
  return createHash('sha256').update(told).digest('hex')
}
