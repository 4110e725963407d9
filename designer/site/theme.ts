import type { ThemePreset } from './library.ts'
import type { Theme } from './records.ts'

/** The tokens that hold: those of the preset, and over them the site's own. */
export function tokensOf(theme: Theme | null, presets: ThemePreset[]): Record<string, string> {
  const preset = presets.find(one => one.name === theme?.preset) ?? presets[0]
  return { ...preset?.tokens, ...theme?.tokens }
}

/** As the visitor's page has them. */
export const cssOf = (tokens: Record<string, string>): string =>
  `:root{${Object.entries(tokens)
    .filter(([name, value]) => /^[a-z-]+$/.test(name) && !/[{}<>;]/.test(value))
    .map(([name, value]) => `--dj-${name}:${value}`)
    .join(';')}}`

/** What goes with a main colour: a darker one beside it, and letters on it that can be read. */
export function withPrimary(colour: string): Record<string, string> {
  const channels = [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16))
  const darker = `#${channels
    .map(channel =>
      Math.round(channel * 0.7)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
  return { primary: colour, 'primary-dark': darker, 'on-primary': luminance(channels) > 0.36 ? '#1f2329' : '#ffffff' }
}

/** Relative luminance as WCAG has it. */
function luminance(channels: number[]): number {
  const [red, green, blue] = channels.map(channel => {
    const part = channel / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

const serif = '"Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif'
const sans = '"PingFang SC", "Microsoft YaHei", "Hiragino Sans GB", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif'
const kai = '"Kaiti SC", STKaiti, KaiTi, "Noto Serif CJK SC", serif'

/** Fonts that the visitor's machine has: none is fetched. */
export const fonts = [
  { title: '黑体', value: sans },
  { title: '宋体', value: serif },
  { title: '楷体', value: kai },
]
