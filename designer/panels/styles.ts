/** A look that can be chosen: one CSS property and a few values of it, in words. */
export type StyleControl = {
  title: string
  /** Set together to the same value. */
  properties: string[]
  kind: 'choice' | 'colour' | 'picture' | 'segments'
  choices?: { title: string; value: string; more?: Record<string, string> }[]
}

export type StyleGroup = { title: string; controls: StyleControl[] }

const room = [
  { title: '无', value: '0' },
  { title: '小', value: '8px' },
  { title: '中', value: '16px' },
  { title: '大', value: '32px' },
  { title: '特大', value: '64px' },
]

/** Colours by what they are for: they follow the theme. */
export const themeColours = [
  { title: '主色', value: 'var(--dj-primary)' },
  { title: '深主色', value: 'var(--dj-primary-dark)' },
  { title: '强调色', value: 'var(--dj-accent)' },
  { title: '文字色', value: 'var(--dj-text)' },
  { title: '次要文字色', value: 'var(--dj-muted)' },
  { title: '主色上的文字', value: 'var(--dj-on-primary)' },
  { title: '卡片底色', value: 'var(--dj-surface)' },
  { title: '页面底色', value: 'var(--dj-background)' },
  { title: '线条色', value: 'var(--dj-line)' },
]

export const styleGroups: StyleGroup[] = [
  {
    title: '文字',
    controls: [
      {
        title: '对齐',
        properties: ['text-align'],
        kind: 'segments',
        choices: [
          { title: '左', value: 'left' },
          { title: '中', value: 'center' },
          { title: '右', value: 'right' },
        ],
      },
      {
        title: '字号',
        properties: ['font-size'],
        kind: 'choice',
        choices: [
          { title: '小', value: '14px' },
          { title: '正常', value: '16px' },
          { title: '大', value: '20px' },
          { title: '特大', value: '28px' },
          { title: '巨大', value: '40px' },
        ],
      },
      {
        title: '粗细',
        properties: ['font-weight'],
        kind: 'choice',
        choices: [
          { title: '常规', value: '400' },
          { title: '加粗', value: '700' },
        ],
      },
      { title: '文字颜色', properties: ['color'], kind: 'colour' },
    ],
  },
  {
    title: '背景',
    controls: [
      { title: '背景颜色', properties: ['background-color'], kind: 'colour' },
      { title: '背景图片', properties: ['background-image'], kind: 'picture' },
    ],
  },
  {
    title: '间距',
    controls: [
      { title: '内部上边', properties: ['padding-top'], kind: 'choice', choices: room },
      { title: '内部下边', properties: ['padding-bottom'], kind: 'choice', choices: room },
      { title: '内部两侧', properties: ['padding-left', 'padding-right'], kind: 'choice', choices: room },
      { title: '外部上边', properties: ['margin-top'], kind: 'choice', choices: room },
      { title: '外部下边', properties: ['margin-bottom'], kind: 'choice', choices: room },
    ],
  },
  {
    title: '边框与大小',
    controls: [
      {
        title: '圆角',
        properties: ['border-radius'],
        kind: 'choice',
        choices: [
          { title: '无', value: '0' },
          { title: '随主题', value: 'var(--dj-radius)' },
          { title: '圆形', value: '999px' },
        ],
      },
      {
        title: '边框',
        properties: ['border'],
        kind: 'choice',
        choices: [
          { title: '无', value: 'none' },
          { title: '细线', value: '1px solid var(--dj-line)' },
          { title: '主色线', value: '2px solid var(--dj-primary)' },
        ],
      },
      {
        title: '最大宽度',
        properties: ['max-width'],
        kind: 'choice',
        choices: [
          { title: '版心', value: 'var(--dj-width)', more: { 'margin-left': 'auto', 'margin-right': 'auto' } },
          { title: '窄', value: '640px', more: { 'margin-left': 'auto', 'margin-right': 'auto' } },
          { title: '满宽', value: '100%' },
        ],
      },
      {
        title: '显示',
        properties: ['display'],
        kind: 'choice',
        choices: [{ title: '隐藏', value: 'none' }],
      },
    ],
  },
]
