import { type MappingAlgorithm, type ThemeConfig, theme } from 'antd'
import { type Appearance, isDark } from './appearance.ts'

const accents = {
  red: { day: '#b5221b', night: '#e0655c', touched: '#8c1a15' },
  neutral: { day: '#2358a6', night: '#76a5ea', touched: '#1a4380' },
}

/** The desk's look in antd's words: one accent used sparingly, quiet greys, an 8-pixel rhythm. */
export function themeFor(appearance: Appearance): ThemeConfig {
  const dark = isDark(appearance)
  const accent = accents[appearance.theme][dark ? 'night' : 'day']
  return {
    cssVar: { key: 'dangjian-tokens' },
    hashed: false,
    algorithm: dark ? [theme.darkAlgorithm, readable(appearance.theme)] : theme.defaultAlgorithm,
    token: {
      colorPrimary: accent,
      colorLink: accent,
      // What antd derives is too pale to be read on white.
      ...(dark ? {} : { colorLinkHover: accents[appearance.theme].touched }),
      colorInfo: dark ? '#76a5ea' : '#2358a6',
      // What antd derives from these for the ground of a tag is too dark for their own letters.
      colorSuccess: dark ? '#6cc283' : '#2c7a41',
      colorSuccessBg: dark ? '#1d2f23' : '#eef7f0',
      colorSuccessBorder: dark ? '#2f5a3c' : '#b9dfc3',
      colorInfoBg: dark ? '#1c2a3f' : '#eef3fb',
      colorInfoBorder: dark ? '#2f4a73' : '#bcd0ee',
      colorErrorBg: dark ? '#3a2321' : '#fdf0ef',
      colorErrorBorder: dark ? '#6b3733' : '#f3c5c1',
      colorError: dark ? '#f0776e' : '#c62f26',
      colorBgLayout: dark ? '#131519' : '#f5f6f8',
      colorBgContainer: dark ? '#1c1f24' : '#ffffff',
      colorText: dark ? '#e8eaed' : '#1d2129',
      // The palest that is still read without effort (4.5 to 1).
      colorTextDescription: dark ? '#969da8' : '#666d79',
      colorTextPlaceholder: dark ? '#8b929d' : '#6c727e',
      borderRadius: 6,
      fontFamily: 'var(--font)',
      fontSize: 14,
      controlHeight: 34,
      wireframe: false,
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    },
    components: {
      Layout: { headerHeight: 56, headerPadding: '0 24px' },
      Menu: { itemHeight: 38, itemBorderRadius: 6, itemMarginInline: 8, groupTitleFontSize: 12 },
      Table: {
        headerBg: dark ? '#22262c' : '#fafbfc',
        headerSplitColor: 'transparent',
        cellPaddingBlock: 12,
        cellPaddingInline: 12,
        rowSelectedBg: dark ? '#262b33' : '#f3f5f8',
        rowSelectedHoverBg: dark ? '#2b313a' : '#edf0f4',
      },
      Descriptions: { labelColor: dark ? '#969da8' : '#666d79' },
      Card: { paddingLG: 20 },
      Form: { itemMarginBottom: 20, verticalLabelPadding: '0 0 6px' },
      Button: { primaryShadow: 'none', defaultShadow: 'none', ...(dark ? { primaryColor: '#1c1f24', dangerColor: '#1c1f24' } : {}) },
    },
  }
}

const nightAccents = {
  red: { colorPrimary: '#e8857d', colorPrimaryHover: '#f0a099', colorPrimaryActive: '#d97068', colorPrimaryBg: '#3a2321' },
  neutral: { colorPrimary: '#8db4ee', colorPrimaryHover: '#adc9f4', colorPrimaryActive: '#76a5ea', colorPrimaryBg: '#1d2a3d' },
}

/** The dark algorithm dims accents for large areas; here they are letters and lines, which have to be read (4.5 to 1). */
function readable(accent: Appearance['theme']): MappingAlgorithm {
  const primary = nightAccents[accent]
  return (_seed, map) => ({
    ...map!,
    ...primary,
    colorLink: primary.colorPrimary,
    colorLinkHover: primary.colorPrimaryHover,
    colorLinkActive: primary.colorPrimaryActive,
    colorError: '#f0776e',
    colorErrorHover: '#f59a93',
  })
}
