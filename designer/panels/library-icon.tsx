import {
  AlignCenterOutlined,
  AlignLeftOutlined,
  BarChartOutlined,
  BlockOutlined,
  BorderOutlined,
  ColumnWidthOutlined,
  FolderOutlined,
  FontSizeOutlined,
  LayoutOutlined,
  LineChartOutlined,
  LinkOutlined,
  MinusOutlined,
  OrderedListOutlined,
  PauseOutlined,
  PhoneOutlined,
  PictureOutlined,
  PlusSquareOutlined,
  ProfileOutlined,
  QuestionCircleOutlined,
  SearchOutlined,
  StarOutlined,
  SwitcherOutlined,
  UnorderedListOutlined,
  VerticalAlignBottomOutlined,
  VerticalAlignTopOutlined,
  VideoCameraOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'
import { MenuIcon } from '../../runtime-web/admin/desk/menu-icon.tsx'

/** What blocks and static pieces may name besides the icons of menus. */
const icons: Record<string, ComponentType> = {
  'align-center': AlignCenterOutlined,
  'align-left': AlignLeftOutlined,
  'bar-chart': BarChartOutlined,
  block: BlockOutlined,
  border: BorderOutlined,
  'column-width': ColumnWidthOutlined,
  folder: FolderOutlined,
  'font-size': FontSizeOutlined,
  layout: LayoutOutlined,
  'line-chart': LineChartOutlined,
  link: LinkOutlined,
  minus: MinusOutlined,
  'ordered-list': OrderedListOutlined,
  pause: PauseOutlined,
  phone: PhoneOutlined,
  picture: PictureOutlined,
  'plus-square': PlusSquareOutlined,
  profile: ProfileOutlined,
  'question-circle': QuestionCircleOutlined,
  search: SearchOutlined,
  star: StarOutlined,
  switcher: SwitcherOutlined,
  'unordered-list': UnorderedListOutlined,
  'vertical-align-bottom': VerticalAlignBottomOutlined,
  'vertical-align-top': VerticalAlignTopOutlined,
  'video-camera': VideoCameraOutlined,
}

export function LibraryIcon({ name }: { name: string }) {
  const Icon = icons[name]
  return Icon ? <Icon /> : <MenuIcon name={name} />
}
