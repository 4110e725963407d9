import { escaped } from '../content/skeleton.ts'

/** What a page is told of to whoever does not see it: search engines, and who is sent a link. */
export type Head = {
  title: string
  siteTitle: string
  description?: string | null
  /** The address under which it is to be known, whole. */
  canonical: string
  /** Of a picture, whole. */
  image?: string
  /** Below the origin. */
  icon?: string
  feed?: string
  isArticle?: boolean
  publishedAt?: string | null
  noindex?: boolean
}

/** The whole page: what it says of itself, its look, and the parts of its frame. Parts are HTML; all of the head is text. */
export function pageDocument(
  head: Head,
  parts: { header: string; main: string; footer: string; style: string; sheet: string; script?: string },
): string {
  const { header, main, footer, style, sheet, script } = parts
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${headOf(head).join('\n')}
<link rel="stylesheet" href="${escaped(sheet)}">
<style>${style}</style>${script ? `\n<script src="${escaped(script)}" defer></script>` : ''}
</head>
<body>
<a class="dj-skip" href="#content">跳到正文</a>
<div class="dj-site">
<header class="dj-site-header">${header}</header>
<main id="content" class="dj-main">${main}</main>
<footer class="dj-site-footer">${footer}</footer>
</div>
</body>
</html>
`
}

function headOf({
  title,
  siteTitle,
  description,
  canonical,
  image,
  icon,
  feed,
  isArticle = false,
  publishedAt,
  noindex = false,
}: Head): string[] {
  const property = (name: string, content: string) => `<meta property="${name}" content="${escaped(content)}">`
  return [
    `<title>${escaped(title === siteTitle ? title : `${title} - ${siteTitle}`)}</title>`,
    ...(description ? [`<meta name="description" content="${escaped(description)}">`] : []),
    ...(noindex ? ['<meta name="robots" content="noindex">'] : [`<link rel="canonical" href="${escaped(canonical)}">`]),
    property('og:type', isArticle ? 'article' : 'website'),
    property('og:title', title),
    property('og:site_name', siteTitle),
    property('og:locale', 'zh_CN'),
    property('og:url', canonical),
    ...(description ? [property('og:description', description)] : []),
    ...(image ? [property('og:image', image)] : []),
    ...(isArticle && publishedAt ? [property('article:published_time', publishedAt)] : []),
    ...(icon ? [`<link rel="icon" href="${escaped(icon)}">`] : []),
    ...(feed ? [`<link rel="alternate" type="application/rss+xml" title="${escaped(siteTitle)}" href="${escaped(feed)}">`] : []),
  ]
}
