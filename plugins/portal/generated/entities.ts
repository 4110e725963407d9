// Made by `npm run types` from entities/*.json; changed there, not here.

/**
 * 阅读统计
 */
export interface PortalArticleCount {
  id: string
  version: number
  /**
   * 文章
   */
  article?: {
    id: string
    label: string | null
  } | null
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
   * 阅读
   */
  reads?: number | null
  /**
   * 点赞
   */
  likes?: number | null
  /**
   * 收藏
   */
  favourites?: number | null
  /**
   * 评论
   */
  comments?: number | null
  /**
   * 最近阅读日期
   */
  day?: string | null
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
 * 新增阅读统计
 */
export interface PortalArticleCountInput {}

/**
 * 修改阅读统计
 */
export interface PortalArticleCountPatch {}

/**
 * 资讯
 */
export interface PortalArticle {
  id: string
  version: number
  /**
   * 栏目
   */
  column?: {
    id: string
    label: string | null
  } | null
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
   * 标题
   */
  title?: string | null
  /**
   * 副标题
   */
  subtitle?: string | null
  /**
   * 摘要：列表和分享时显示
   */
  summary?: string | null
  /**
   * 正文
   */
  body?: string | null
  /**
   * 正文图片
   */
  pictures?: string[] | null
  /**
   * 封面：宜用横图，宽度不小于 1200 像素
   */
  cover?: string | null
  /**
   * 组图
   */
  slides?: string[] | null
  /**
   * 视频
   */
  video?: string | null
  /**
   * 附件
   */
  attachments?: string[] | null
  /**
   * 作者
   */
  author?: string | null
  /**
   * 来源
   */
  sourceName?: string | null
  /**
   * 原文链接：以 http:// 或 https:// 开头
   */
  sourceUrl?: string | null
  /**
   * 开放评论
   */
  commentsOpen?: boolean | null
  /**
   * 状态
   */
  state?: 'draft' | 'review' | 'scheduled' | 'published' | 'withdrawn' | null
  /**
   * 定时发布时间
   */
  publishAt?: string | null
  /**
   * 发布时间
   */
  publishedAt?: string | null
  /**
   * 置顶
   */
  pinned?: boolean | null
  /**
   * 置顶到
   */
  pinnedUntil?: string | null
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
 * 新增资讯
 */
export interface PortalArticleInput {
  /**
   * 栏目
   */
  columnId: string
  /**
   * 标题
   */
  title: string
  /**
   * 副标题
   */
  subtitle?: string | null
  /**
   * 摘要：列表和分享时显示
   */
  summary?: string | null
  /**
   * 正文
   */
  body: string
  /**
   * 封面：宜用横图，宽度不小于 1200 像素
   */
  cover?: string | null
  /**
   * 组图
   *
   * @maxItems 30
   */
  slides?: string[] | null
  /**
   * 视频
   */
  video?: string | null
  /**
   * 附件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
  /**
   * 作者
   */
  author?: string | null
  /**
   * 来源
   */
  sourceName?: string | null
  /**
   * 原文链接：以 http:// 或 https:// 开头
   */
  sourceUrl?: string | null
  /**
   * 开放评论：不填时为 true
   */
  commentsOpen?: boolean | null
}

/**
 * 修改资讯
 */
export interface PortalArticlePatch {
  /**
   * 栏目
   */
  columnId?: string | null
  /**
   * 标题
   */
  title?: string | null
  /**
   * 副标题
   */
  subtitle?: string | null
  /**
   * 摘要：列表和分享时显示
   */
  summary?: string | null
  /**
   * 正文
   */
  body?: string | null
  /**
   * 封面：宜用横图，宽度不小于 1200 像素
   */
  cover?: string | null
  /**
   * 组图
   *
   * @maxItems 30
   */
  slides?: string[] | null
  /**
   * 视频
   */
  video?: string | null
  /**
   * 附件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
  /**
   * 作者
   */
  author?: string | null
  /**
   * 来源
   */
  sourceName?: string | null
  /**
   * 原文链接：以 http:// 或 https:// 开头
   */
  sourceUrl?: string | null
  /**
   * 开放评论
   */
  commentsOpen?: boolean | null
}

/**
 * 栏目
 */
export interface PortalColumn {
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
   * 上级栏目
   */
  parent?: {
    id: string
    label: string | null
  } | null
  /**
   * 名称
   */
  title?: string | null
  /**
   * 代码：网址中的一段：小写字母、数字和短横线，如 news
   */
  code?: string | null
  /**
   * 类型
   */
  kind?: 'articles' | 'page' | 'link' | null
  /**
   * 链接地址：以 http:// 或 https:// 开头
   */
  link?: string | null
  /**
   * 页面
   */
  page?: {
    id: string
    label: string | null
  } | null
  /**
   * 排序：小的在前
   */
  order?: number | null
  /**
   * 显示在导航
   */
  inNavigation?: boolean | null
  /**
   * 显示在首页
   */
  inHome?: boolean | null
  /**
   * 显示在页脚
   */
  inFooter?: boolean | null
  /**
   * 发布前须审核
   */
  review?: boolean | null
  /**
   * 评论
   */
  comments?: 'before' | 'after' | 'off' | null
  /**
   * 简介
   */
  description?: string | null
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
 * 新增栏目
 */
export interface PortalColumnInput {
  /**
   * 站点
   */
  siteId: string
  /**
   * 上级栏目：不填则为一级栏目
   */
  parentId?: string | null
  /**
   * 名称
   */
  title: string
  /**
   * 代码：网址中的一段：小写字母、数字和短横线，如 news
   */
  code: string
  /**
   * 类型：不填时为 文章列表
   */
  kind?: 'articles' | 'page' | 'link' | null
  /**
   * 链接地址：以 http:// 或 https:// 开头
   */
  link?: string | null
  /**
   * 页面
   */
  pageId?: string | null
  /**
   * 排序：小的在前；不填时为 100
   */
  order?: number | null
  /**
   * 显示在导航：不填时为 true
   */
  inNavigation?: boolean | null
  /**
   * 显示在首页：不填时为 false
   */
  inHome?: boolean | null
  /**
   * 显示在页脚：不填时为 false
   */
  inFooter?: boolean | null
  /**
   * 发布前须审核：不填时为 false
   */
  review?: boolean | null
  /**
   * 评论：不填时为 审核后显示
   */
  comments?: 'before' | 'after' | 'off' | null
  /**
   * 简介
   */
  description?: string | null
}

/**
 * 修改栏目
 */
export interface PortalColumnPatch {
  /**
   * 上级栏目：不填则为一级栏目
   */
  parentId?: string | null
  /**
   * 名称
   */
  title?: string | null
  /**
   * 代码：网址中的一段：小写字母、数字和短横线，如 news
   */
  code?: string | null
  /**
   * 类型
   */
  kind?: 'articles' | 'page' | 'link' | null
  /**
   * 链接地址：以 http:// 或 https:// 开头
   */
  link?: string | null
  /**
   * 页面
   */
  pageId?: string | null
  /**
   * 排序：小的在前
   */
  order?: number | null
  /**
   * 显示在导航
   */
  inNavigation?: boolean | null
  /**
   * 显示在首页
   */
  inHome?: boolean | null
  /**
   * 显示在页脚
   */
  inFooter?: boolean | null
  /**
   * 发布前须审核
   */
  review?: boolean | null
  /**
   * 评论
   */
  comments?: 'before' | 'after' | 'off' | null
  /**
   * 简介
   */
  description?: string | null
}

/**
 * 评论
 */
export interface PortalComment {
  id: string
  version: number
  /**
   * 文章
   */
  article?: {
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
   * 内容
   */
  text?: string | null
  /**
   * 评论人
   */
  user?: {
    id: string
    label: string | null
  } | null
  /**
   * 显示的姓名：网页上只显示姓氏
   */
  authorName?: string | null
  /**
   * 状态
   */
  state?: 'pending' | 'approved' | 'refused' | null
  /**
   * 含有的敏感词
   */
  words?: string[] | null
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
 * 新增评论
 */
export interface PortalCommentInput {}

/**
 * 修改评论
 */
export interface PortalCommentPatch {}

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
   * 类型
   */
  kind?: 'image' | 'video' | 'document' | null
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
 * 点赞和收藏
 */
export interface PortalReaction {
  id: string
  version: number
  /**
   * 文章
   */
  article?: {
    id: string
    label: string | null
  } | null
  /**
   * 类型
   */
  kind?: 'like' | 'favourite' | null
  /**
   * 谁
   */
  user?: {
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
}

/**
 * 新增点赞和收藏
 */
export interface PortalReactionInput {}

/**
 * 修改点赞和收藏
 */
export interface PortalReactionPatch {}

/**
 * 访客摘要密钥
 */
export interface PortalReadingKey {
  id: string
  version: number
  /**
   * 日期
   */
  day?: string | null
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
 * 新增访客摘要密钥
 */
export interface PortalReadingKeyInput {}

/**
 * 修改访客摘要密钥
 */
export interface PortalReadingKeyPatch {}

/**
 * 阅读
 */
export interface PortalReading {
  id: string
  version: number
  /**
   * 文章
   */
  article?: {
    id: string
    label: string | null
  } | null
  /**
   * 日期
   */
  day?: string | null
  /**
   * 访客
   */
  visitor?: string | null
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
 * 新增阅读
 */
export interface PortalReadingInput {}

/**
 * 修改阅读
 */
export interface PortalReadingPatch {}

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
 * 敏感词
 */
export interface PortalSensitiveWord {
  id: string
  version: number
  /**
   * 敏感词：比对时不分全角半角、大小写，中间夹空格或标点的也能识别
   */
  word?: string | null
  /**
   * 备注
   */
  note?: string | null
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
 * 新增敏感词
 */
export interface PortalSensitiveWordInput {
  /**
   * 敏感词：比对时不分全角半角、大小写，中间夹空格或标点的也能识别
   */
  word: string
  /**
   * 备注
   */
  note?: string | null
}

/**
 * 修改敏感词
 */
export interface PortalSensitiveWordPatch {
  /**
   * 敏感词：比对时不分全角半角、大小写，中间夹空格或标点的也能识别
   */
  word?: string | null
  /**
   * 备注
   */
  note?: string | null
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
  'portal/article-count': { read: PortalArticleCount; input: PortalArticleCountInput; patch: PortalArticleCountPatch }
  'portal/article': { read: PortalArticle; input: PortalArticleInput; patch: PortalArticlePatch }
  'portal/column': { read: PortalColumn; input: PortalColumnInput; patch: PortalColumnPatch }
  'portal/comment': { read: PortalComment; input: PortalCommentInput; patch: PortalCommentPatch }
  'portal/page': { read: PortalPage; input: PortalPageInput; patch: PortalPagePatch }
  'portal/picture': { read: PortalPicture; input: PortalPictureInput; patch: PortalPicturePatch }
  'portal/reaction': { read: PortalReaction; input: PortalReactionInput; patch: PortalReactionPatch }
  'portal/reading-key': { read: PortalReadingKey; input: PortalReadingKeyInput; patch: PortalReadingKeyPatch }
  'portal/reading': { read: PortalReading; input: PortalReadingInput; patch: PortalReadingPatch }
  'portal/release-page': { read: PortalReleasePage; input: PortalReleasePageInput; patch: PortalReleasePagePatch }
  'portal/release': { read: PortalRelease; input: PortalReleaseInput; patch: PortalReleasePatch }
  'portal/section': { read: PortalSection; input: PortalSectionInput; patch: PortalSectionPatch }
  'portal/sensitive-word': { read: PortalSensitiveWord; input: PortalSensitiveWordInput; patch: PortalSensitiveWordPatch }
  'portal/site': { read: PortalSite; input: PortalSiteInput; patch: PortalSitePatch }
}
