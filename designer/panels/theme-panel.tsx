import { Button, ColorPicker, Select, Slider } from 'antd'
import type { ThemePreset } from '../site/library.ts'
import type { Theme } from '../site/records.ts'
import { fonts, tokensOf, withPrimary } from '../site/theme.ts'
import './controls.css'
import './theme.css'

type ThemePanelProps = { theme: Theme; presets: ThemePreset[]; onChange(theme: Theme): void }

const colours = [
  { token: 'primary', title: '主色' },
  { token: 'accent', title: '强调色' },
  { token: 'text', title: '文字' },
  { token: 'muted', title: '次要文字' },
  { token: 'background', title: '页面底色' },
  { token: 'surface', title: '卡片底色' },
  { token: 'line', title: '线条' },
]

/** Colours, fonts and shapes of the whole site; what is changed is seen on the page at once. */
export function ThemePanel({ theme, presets, onChange }: ThemePanelProps) {
  const tokens = tokensOf(theme, presets)
  const own = theme.tokens ?? {}
  const set = (changes: Record<string, string>) => onChange({ ...theme, tokens: { ...own, ...changes } })
  const font = (token: 'font' | 'heading-font', title: string) => (
    <div className="designer-control">
      <span className="designer-control-title">{title}</span>
      <Select
        size="small"
        aria-label={title}
        value={tokens[token]}
        options={[
          ...fonts.map(one => ({ label: one.title, value: one.value })),
          ...(fonts.some(one => one.value === tokens[token]) ? [] : [{ label: '随预设', value: tokens[token] }]),
        ]}
        onChange={value => value && set({ [token]: value })}
      />
    </div>
  )
  return (
    <div className="designer-theme">
      <section aria-label="预设">
        <h3>预设</h3>
        <div className="designer-presets" role="radiogroup" aria-label="主题预设">
          {presets.map(preset => (
            // biome-ignore lint/a11y/useSemanticElements: a card with the colours in it
            <button
              key={preset.name}
              type="button"
              role="radio"
              aria-checked={preset.name === theme.preset}
              aria-label={preset.title}
              onClick={() => onChange({ preset: preset.name, tokens: {} })}
            >
              <span className="designer-preset-colours" aria-hidden="true">
                {['primary', 'primary-dark', 'accent', 'background'].map(token => (
                  <i key={token} style={{ background: preset.tokens[token] }} />
                ))}
              </span>
              {preset.title}
            </button>
          ))}
        </div>
      </section>
      <section aria-label="颜色">
        <h3>颜色</h3>
        {colours.map(({ token, title }) => (
          <div className="designer-control" key={token}>
            <span className="designer-control-title">{title}</span>
            <ColorPicker
              size="small"
              disabledAlpha
              format="hex"
              value={tokens[token]}
              onChangeComplete={colour => {
                const hex = colour.toHexString().slice(0, 7)
                set(token === 'primary' ? withPrimary(hex) : { [token]: hex })
              }}
            >
              <button
                type="button"
                className="designer-swatch"
                aria-label={`${title}：${tokens[token]}`}
                style={{ background: tokens[token] }}
              />
            </ColorPicker>
          </div>
        ))}
      </section>
      <section aria-label="字体与形状">
        <h3>字体与形状</h3>
        {font('font', '正文字体')}
        {font('heading-font', '标题字体')}
        <Measure title="圆角" value={tokens['radius']} most={24} onChange={radius => set({ radius })} />
        <Measure title="版心宽度" value={tokens['width']} least={960} most={1440} step={40} onChange={width => set({ width })} />
        <Measure title="间距" value={tokens['gap']} least={8} most={48} step={4} onChange={gap => set({ gap })} />
      </section>
      {Object.keys(own).length > 0 && (
        <Button size="small" onClick={() => onChange({ ...theme, tokens: {} })}>
          恢复为预设
        </Button>
      )}
    </div>
  )
}

type MeasureProps = { title: string; value: string | undefined; least?: number; most: number; step?: number; onChange(value: string): void }

/** A length in pixels. */
function Measure({ title, value, least = 0, most, step = 1, onChange }: MeasureProps) {
  const number = Number.parseInt(value ?? '0', 10)
  return (
    <div className="designer-control">
      <span className="designer-control-title">{title}</span>
      <Slider
        ariaLabelForHandle={title}
        min={least}
        max={most}
        step={step}
        key={number}
        defaultValue={number}
        onChangeComplete={chosen => onChange(`${chosen}px`)}
      />
    </div>
  )
}
