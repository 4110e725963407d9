import {
  ApartmentOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BankOutlined,
  CalendarOutlined,
  ClusterOutlined,
  CrownOutlined,
  FileTextOutlined,
  FormOutlined,
  GiftOutlined,
  HistoryOutlined,
  HomeOutlined,
  IdcardOutlined,
  KeyOutlined,
  LoginOutlined,
  MenuOutlined,
  MessageOutlined,
  PartitionOutlined,
  SafetyOutlined,
  SettingOutlined,
  SolutionOutlined,
  TagsOutlined,
  TeamOutlined,
  TrophyOutlined,
  UserOutlined,
  WarningOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'

/** The icons that a menu entry may name; one family, drawn in lines. */
export const menuIcons: Record<string, ComponentType> = {
  apartment: ApartmentOutlined,
  appstore: AppstoreOutlined,
  audit: AuditOutlined,
  bank: BankOutlined,
  calendar: CalendarOutlined,
  cluster: ClusterOutlined,
  crown: CrownOutlined,
  document: FileTextOutlined,
  form: FormOutlined,
  gift: GiftOutlined,
  history: HistoryOutlined,
  home: HomeOutlined,
  idcard: IdcardOutlined,
  key: KeyOutlined,
  login: LoginOutlined,
  warning: WarningOutlined,
  menu: MenuOutlined,
  message: MessageOutlined,
  partition: PartitionOutlined,
  safety: SafetyOutlined,
  setting: SettingOutlined,
  solution: SolutionOutlined,
  tags: TagsOutlined,
  team: TeamOutlined,
  trophy: TrophyOutlined,
  user: UserOutlined,
}

export function MenuIcon({ name }: { name: string | null }) {
  const Icon = menuIcons[name ?? ''] ?? AppstoreOutlined
  return <Icon />
}
