// Made by `npm run types` from entities/*.json; changed there, not here.

/**
 * 页面
 */
export interface PortalPage {
  id: string
  version: number
  /**
   * 站点
   */
  site?: {
    id: string
    label: string | null
  } | null
  /**
   * 党组织
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 类型
   */
  kind?: 'home' | 'page' | 'column' | 'article' | 'search' | 'header' | 'footer' | null
  /**
   * 地址：网址的最后一段：小写字母、数字或连字符
   */
  path?: string | null
  /**
   * 页面标识
   */
  address?: string | null
  /**
   * 标题
   */
  title?: string | null
  /**
   * 描述：在搜索结果和转发卡片中显示
   */
  description?: string | null
  /**
   * 显示在导航
   */
  inMenu?: boolean | null
  /**
   * 排序
   */
  order?: number | null
  /**
   * 内容
   */
  content?: {
    components?: unknown[]
    styles?: unknown[]
  } | null
  /**
   * 用到的文件
   */
  pictures?: string[] | null
  createdAt: string
  createdBy?: {
    id: string
    label: string | null
  } | null
  updatedAt: string
  updatedBy?: {
    id: string
    label: string | null
  } | null
  deletedAt?: string
}

/**
 * 新增页面
 */
export interface PortalPageInput {
  /**
   * 站点
   */
  siteId: string
  /**
   * 类型：不填时为 单页
   */
  kind?: 'home' | 'page' | 'column' | 'article' | 'search' | 'header' | 'footer' | null
  /**
   * 地址：网址的最后一段：小写字母、数字或连字符
   */
  path?: string | null
  /**
   * 标题
   */
  title: string
  /**
   * 描述：在搜索结果和转发卡片中显示
   */
  description?: string | null
  /**
   * 显示在导航：不填时为 false
   */
  inMenu?: boolean | null
  /**
   * 排序：不填时为 100
   */
  order?: number | null
  /**
   * 内容
   */
  content?: {
    components?: unknown[]
    styles?: unknown[]
  } | null
}

/**
 * 修改页面
 */
export interface PortalPagePatch {
  /**
   * 地址：网址的最后一段：小写字母、数字或连字符
   */
  path?: string | null
  /**
   * 标题
   */
  title?: string | null
  /**
   * 描述：在搜索结果和转发卡片中显示
   */
  description?: string | null
  /**
   * 显示在导航
   */
  inMenu?: boolean | null
  /**
   * 排序
   */
  order?: number | null
  /**
   * 内容
   */
  content?: {
    components?: unknown[]
    styles?: unknown[]
  } | null
}

/**
 * 素材
 */
export interface PortalPicture {
  id: string
  version: number
  /**
   * 站点
   */
  site?: {
    id: string
    label: string | null
  } | null
  /**
   * 党组织
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 名称
   */
  title?: string | null
  /**
   * 文件
   */
  file?: string | null
  /**
   * 文字说明：给看不到图片的人：图里是什么
   */
  alt?: string | null
  /**
   * 仅作装饰
   */
  decorative?: boolean | null
  createdAt: string
  createdBy?: {
    id: string
    label: string | null
  } | null
  updatedAt: string
  updatedBy?: {
    id: string
    label: string | null
  } | null
  deletedAt?: string
}

/**
 * 新增素材
 */
export interface PortalPictureInput {
  /**
   * 站点
   */
  siteId: string
  /**
   * 名称
   */
  title: string
  /**
   * 文件
   */
  file: string
  /**
   * 文字说明：给看不到图片的人：图里是什么
   */
  alt?: string | null
  /**
   * 仅作装饰：不填时为 false
   */
  decorative?: boolean | null
}

/**
 * 修改素材
 */
export interface PortalPicturePatch {
  /**
   * 名称
   */
  title?: string | null
  /**
   * 文字说明：给看不到图片的人：图里是什么
   */
  alt?: string | null
  /**
   * 仅作装饰
   */
  decorative?: boolean | null
}

/**
 * 已发布页面
 */
export interface PortalReleasePage {
  id: string
  version: number
  /**
   * 发布记录
   */
  release?: {
    id: string
    label: string | null
  } | null
  /**
   * 党组织
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 页面
   */
  page?: {
    id: string
    label: string | null
  } | null
  /**
   * 类型
   */
  kind?: 'home' | 'page' | 'column' | 'article' | 'search' | 'header' | 'footer' | null
  /**
   * 地址
   */
  path?: string | null
  /**
   * 标题
   */
  title?: string | null
  /**
   * 描述
   */
  description?: string | null
  /**
   * 显示在导航
   */
  inMenu?: boolean | null
  /**
   * 排序
   */
  order?: number | null
  createdAt: string
  createdBy?: {
    id: string
    label: string | null
  } | null
  updatedAt: string
  updatedBy?: {
    id: string
    label: string | null
  } | null
}

/**
 * 新增已发布页面
 */
export interface PortalReleasePageInput {}

/**
 * 修改已发布页面
 */
export interface PortalReleasePagePatch {}

/**
 * 发布记录
 */
export interface PortalRelease {
  id: string
  version: number
  /**
   * 站点
   */
  site?: {
    id: string
    label: string | null
  } | null
  /**
   * 党组织
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 版本
   */
  number?: number | null
  /**
   * 名称
   */
  label?: string | null
  /**
   * 说明
   */
  note?: string | null
  /**
   * 状态
   */
  state?: 'prepared' | 'review' | 'scheduled' | 'live' | 'past' | 'refused' | 'cancelled' | null
  /**
   * 定时发布时间
   */
  publishAt?: string | null
  /**
   * 上线时间
   */
  publishedAt?: string | null
  /**
   * 需审核
   */
  needsReview?: boolean | null
  /**
   * 页面数
   */
  pages?: number | null
  /**
   * 主题
   */
  theme?: {
    preset?: string
    tokens?: {}
  } | null
  createdAt: string
  createdBy?: {
    id: string
    label: string | null
  } | null
  updatedAt: string
  updatedBy?: {
    id: string
    label: string | null
  } | null
}

/**
 * 新增发布记录
 */
export interface PortalReleaseInput {}

/**
 * 修改发布记录
 */
export interface PortalReleasePatch {}

/**
 * 常用版块
 */
export interface PortalSection {
  id: string
  version: number
  /**
   * 党组织
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 名称
   */
  title?: string | null
  /**
   * 内容
   */
  content?: {
    components?: unknown[]
    styles?: unknown[]
  } | null
  createdAt: string
  createdBy?: {
    id: string
    label: string | null
  } | null
  updatedAt: string
  updatedBy?: {
    id: string
    label: string | null
  } | null
}

/**
 * 新增常用版块
 */
export interface PortalSectionInput {
  /**
   * 党组织
   */
  organizationId: string
  /**
   * 名称
   */
  title: string
  /**
   * 内容
   */
  content: {
    components?: unknown[]
    styles?: unknown[]
  }
}

/**
 * 修改常用版块
 */
export interface PortalSectionPatch {
  /**
   * 党组织
   */
  organizationId?: string | null
  /**
   * 名称
   */
  title?: string | null
  /**
   * 内容
   */
  content?: {
    components?: unknown[]
    styles?: unknown[]
  } | null
}

/**
 * 站点
 */
export interface PortalSite {
  id: string
  version: number
  /**
   * 党组织
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 网址代码：网址的一部分：2 至 40 个小写字母、数字或连字符，以字母或数字开头
   */
  code?: string | null
  /**
   * 站点名称
   */
  title?: string | null
  /**
   * 简介：在搜索结果和转发卡片中显示
   */
  description?: string | null
  /**
   * 开放访问：关闭后访客看不到任何页面
   */
  isOn?: boolean | null
  /**
   * 发布需审核
   */
  needsReview?: boolean | null
  /**
   * 标志
   */
  logo?: string | null
  /**
   * ICP 备案号
   */
  filingNumber?: string | null
  /**
   * 公安备案号
   */
  policeNumber?: string | null
  /**
   * 模板
   */
  template?: string | null
  /**
   * 主题
   */
  theme?: {
    preset?: string
    tokens?: {}
  } | null
  /**
   * 线上版本
   */
  liveRelease?: {
    id: string
    label: string | null
  } | null
  createdAt: string
  createdBy?: {
    id: string
    label: string | null
  } | null
  updatedAt: string
  updatedBy?: {
    id: string
    label: string | null
  } | null
  deletedAt?: string
}

/**
 * 新增站点
 */
export interface PortalSiteInput {
  /**
   * 党组织
   */
  organizationId: string
  /**
   * 网址代码：网址的一部分：2 至 40 个小写字母、数字或连字符，以字母或数字开头
   */
  code: string
  /**
   * 站点名称
   */
  title: string
  /**
   * 简介：在搜索结果和转发卡片中显示
   */
  description?: string | null
  /**
   * 开放访问：关闭后访客看不到任何页面；不填时为 true
   */
  isOn?: boolean | null
  /**
   * 发布需审核：不填时为 false
   */
  needsReview?: boolean | null
  /**
   * 标志
   */
  logo?: string | null
  /**
   * ICP 备案号
   */
  filingNumber?: string | null
  /**
   * 公安备案号
   */
  policeNumber?: string | null
  /**
   * 主题
   */
  theme?: {
    preset?: string
    tokens?: {}
  } | null
}

/**
 * 修改站点
 */
export interface PortalSitePatch {
  /**
   * 网址代码：网址的一部分：2 至 40 个小写字母、数字或连字符，以字母或数字开头
   */
  code?: string | null
  /**
   * 站点名称
   */
  title?: string | null
  /**
   * 简介：在搜索结果和转发卡片中显示
   */
  description?: string | null
  /**
   * 开放访问：关闭后访客看不到任何页面
   */
  isOn?: boolean | null
  /**
   * 发布需审核
   */
  needsReview?: boolean | null
  /**
   * 标志
   */
  logo?: string | null
  /**
   * ICP 备案号
   */
  filingNumber?: string | null
  /**
   * 公安备案号
   */
  policeNumber?: string | null
  /**
   * 主题
   */
  theme?: {
    preset?: string
    tokens?: {}
  } | null
}

/** Every entity of this plugin: as read, as created, as changed. */
export type Entities = {
  'portal/page': { read: PortalPage; input: PortalPageInput; patch: PortalPagePatch }
  'portal/picture': { read: PortalPicture; input: PortalPictureInput; patch: PortalPicturePatch }
  'portal/release-page': { read: PortalReleasePage; input: PortalReleasePageInput; patch: PortalReleasePagePatch }
  'portal/release': { read: PortalRelease; input: PortalReleaseInput; patch: PortalReleasePatch }
  'portal/section': { read: PortalSection; input: PortalSectionInput; patch: PortalSectionPatch }
  'portal/site': { read: PortalSite; input: PortalSiteInput; patch: PortalSitePatch }
}
