import { AppstoreOutlined, BgColorsOutlined, FileOutlined, FormatPainterOutlined, FormOutlined, PartitionOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { LayersPanel } from './layers-panel.tsx'
import { LibraryPanel } from './library-panel.tsx'
import { PagesPanel } from './pages-panel.tsx'
import { SettingsPanel } from './settings-panel.tsx'
import { StylePanel } from './style-panel.tsx'

export type Panel = { key: string; label: string; icon: ReactNode; children: ReactNode }

/** What the whole page is made with. */
export const panelsOfPage = (theme: ReactNode): Panel[] => [
  { key: 'library', label: '组件', icon: <AppstoreOutlined />, children: <LibraryPanel /> },
  { key: 'pages', label: '页面', icon: <FileOutlined />, children: <PagesPanel /> },
  { key: 'layers', label: '结构', icon: <PartitionOutlined />, children: <LayersPanel /> },
  { key: 'theme', label: '主题', icon: <BgColorsOutlined />, children: theme },
]

/** What is selected is set with these. */
export const panelsOfSelected: Panel[] = [
  { key: 'settings', label: '设置', icon: <FormOutlined />, children: <SettingsPanel /> },
  { key: 'style', label: '样式', icon: <FormatPainterOutlined />, children: <StylePanel /> },
]
