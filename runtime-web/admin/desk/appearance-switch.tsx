import { BgColorsOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { type Appearance, keepAppearance, readAppearance } from '../theme/appearance.ts'

const themes = { red: '党建红', neutral: '沉静蓝' }
const lights = { day: '浅色', night: '深色', system: '跟随系统' }

/** Colours and brightness, kept on this device. */
export function AppearanceSwitch() {
  const now = readAppearance()
  const choose = (change: Partial<Appearance>) => keepAppearance({ ...readAppearance(), ...change })
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        multiple: true,
        selectedKeys: [now.theme, now.light],
        onClick: ({ key }) => choose(key in themes ? { theme: key as Appearance['theme'] } : { light: key as Appearance['light'] }),
        items: [
          {
            type: 'group',
            key: 'theme',
            label: '配色',
            children: Object.entries(themes).map(([key, label]) => ({ key, label })),
          },
          {
            type: 'group',
            key: 'light',
            label: '明暗',
            children: Object.entries(lights).map(([key, label]) => ({ key, label })),
          },
        ],
      }}
    >
      <Button type="text" aria-label="外观" icon={<BgColorsOutlined />} />
    </Dropdown>
  )
}
