import { brotliCompressSync } from 'node:zlib'
import t from 'tap'
import { baseCss } from '../../plugins/portal/server/look/base-css.ts'
import { problemsOfTheme, type Token, themeCss, themes, tokensOf } from '../../plugins/portal/server/look/themes.ts'

t.test('every theme can be read: text on its grounds, links, buttons and gold on red have a contrast of 4.5 at least', async t => {
  const pairs: [Token, Token][] = [
    ['text', 'background'],
    ['text', 'surface'],
    ['muted', 'background'],
    ['muted', 'surface'],
    ['primary', 'background'],
    ['primary', 'surface'],
    ['on-primary', 'primary'],
    ['on-primary', 'primary-dark'],
    ['accent', 'primary'],
    ['accent', 'primary-dark'],
  ]
  t.ok(themes().length >= 5)
  for (const { name, tokens } of themes()) {
    for (const [one, other] of pairs) t.ok(contrast(tokens[one], tokens[other]) >= 4.5, `${name}: ${one} on ${other}`)
    // A tint of the primary colour lies under links and tags.
    t.ok(contrast(tokens.primary, mixed(tokens.primary, tokens.surface, 0.07)) >= 4.5, `${name}: primary on its tint`)
    t.ok(contrast(tokens.muted, mixed(tokens.primary, tokens.surface, 0.07)) >= 4.5, `${name}: muted on the tint`)
    t.ok(contrast('#3a1d05', tokens.accent) >= 4.5, `${name}: letters on gold`)
  }
})

t.test('a site changes tokens of its theme, and nothing else can be put into a page by that', async t => {
  t.same(problemsOfTheme({ preset: 'sea', tokens: { primary: '#a31515', radius: '12px', 'heading-font': 'KaiTi, "STKaiti", serif' } }), [])
  t.match(themeCss({ preset: 'sea', tokens: { primary: '#a31515' } }), '--dj-primary:#a31515;')
  for (const [name, value] of [
    ['primary', 'red;}body{display:none'],
    ['primary', 'url(//evil.example)'],
    ['radius', '1e9px'],
    ['font', 'x;}</style><script>'],
    ['font', 'url(//evil.example)'],
    ['behaviour', '#fff'],
    ['__proto__', '#fff'],
  ] as const) {
    const theme = { tokens: Object.fromEntries([[name, value]]) }
    t.equal(problemsOfTheme(theme).length, 1, `${name}: ${value}`)
    t.equal(themeCss(theme), themeCss({}), 'it counts as not said')
  }
  t.equal(problemsOfTheme({ preset: 'neon' }).length, 1)
  t.same(tokensOf({ preset: 'neon' }), themes()[0]!.tokens, 'what is not known is the first theme')
})

t.test('the base stylesheet is small, holds its drawings itself and asks no other address for anything', async t => {
  const css = baseCss()
  t.ok(brotliCompressSync(css).length < 20_000)
  const addresses = [...css.matchAll(/url\(\s*["']?([^"')]{0,30})/g)].map(found => found[1]!)
  t.ok(addresses.length > 20)
  t.same(
    addresses.filter(address => !address.startsWith('data:image/svg+xml,')),
    [],
  )
  t.notMatch(css, /@import|position:\s*fixed/)
})

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Relative luminance as WCAG 2 has it. */
function luminance(color: string): number {
  const [red, green, blue] = channels(color).map(value =>
    value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function channels(color: string): number[] {
  return [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16))
}

function mixed(one: string, other: string, part: number): string {
  const parts = channels(one).map((value, at) => Math.round(value * part + channels(other)[at]! * (1 - part)))
  return `#${parts.map(value => value.toString(16).padStart(2, '0')).join('')}`
}
