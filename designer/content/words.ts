import type { StoredComponent } from './page-content.ts'

const ofTag: Record<string, string> = {
  section: '区段',
  header: '页眉',
  footer: '页脚',
  nav: '导航',
  main: '正文区',
  article: '文章',
  aside: '边栏',
  p: '段落',
  span: '文字',
  a: '链接',
  img: '图片',
  figure: '图片框',
  figcaption: '图片说明',
  ul: '列表',
  ol: '编号列表',
  li: '列表项',
  blockquote: '引文',
  hr: '分隔线',
  table: '表格',
  tr: '表格行',
  th: '表头格',
  td: '单元格',
  caption: '表格标题',
  video: '视频',
  time: '日期',
  details: '折叠内容',
  summary: '折叠标题',
}

const ofClass: [RegExp, string][] = [
  [/^dj-container/, '版心'],
  [/^dj-row/, '分栏'],
  [/^dj-col/, '栏'],
  [/^dj-card$/, '卡片'],
  [/^dj-cards$/, '卡片组'],
  [/^dj-button/, '按钮'],
  [/^dj-heading$/, '标题栏'],
  [/^dj-links/, '链接组'],
  [/^dj-slides$/, '轮播'],
  [/^dj-slide$/, '一张轮播'],
  [/^dj-ticker/, '滚动条'],
  [/^dj-tabs$/, '选项卡'],
  [/^dj-tab$/, '一个选项卡'],
  [/^dj-banner/, '横幅'],
]

/** What a component is called where people see it: its own name, or what it is. */
export function wordFor({ name, tagName = 'div', classes = [] }: Pick<StoredComponent, 'name' | 'tagName' | 'classes'>): string {
  if (name) return name
  const byClass = ofClass.find(([pattern]) => classes.some(one => pattern.test(one)))?.[1]
  if (byClass) return byClass
  if (/^h[1-6]$/.test(tagName)) return '标题'
  return ofTag[tagName] ?? '容器'
}

/** The beginning of a text, to tell it from others. */
export const beginningOf = (text: string): string => {
  const short = text.trim().replace(/\s+/g, ' ')
  return short.length > 12 ? `${short.slice(0, 12)}…` : short
}
