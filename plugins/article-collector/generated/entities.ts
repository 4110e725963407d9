// Made by `npm run types` from entities/*.json; changed there, not here.

/**
 * 采集的文章
 */
export interface ArticleCollectorItem {
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
   * 来源
   */
  source?: {
    id: string
    label: string | null
  } | null
  /**
   * 标题
   */
  title?: string | null
  /**
   * 状态
   */
  state?: 'collected' | 'similar' | 'pushed' | 'ignored' | 'duplicate' | 'expired' | null
  /**
   * 发布时间
   */
  publishedAt?: string | null
  /**
   * 作者
   */
  author?: string | null
  /**
   * 来源名称
   */
  sourceName?: string | null
  /**
   * 原文网址
   */
  address?: string | null
  /**
   * 摘要
   */
  summary?: string | null
  /**
   * 封面
   */
  cover?: string | null
  /**
   * 正文
   */
  body?: string | null
  /**
   * 正文中的图片
   */
  pictures?: string[] | null
  /**
   * 与哪一篇相同或相近
   */
  duplicateOf?: {
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
 * 新增采集的文章
 */
export interface ArticleCollectorItemInput {
  /**
   * 党组织
   */
  organizationId: string
  /**
   * 来源
   */
  sourceId: string
  /**
   * 标题
   */
  title: string
  /**
   * 发布时间
   */
  publishedAt?: string | null
  /**
   * 作者
   */
  author?: string | null
  /**
   * 摘要
   */
  summary?: string | null
  /**
   * 封面
   */
  cover?: string | null
  /**
   * 正文
   */
  body?: string | null
}

/**
 * 修改采集的文章
 */
export interface ArticleCollectorItemPatch {
  /**
   * 标题
   */
  title?: string | null
  /**
   * 发布时间
   */
  publishedAt?: string | null
  /**
   * 作者
   */
  author?: string | null
  /**
   * 摘要
   */
  summary?: string | null
  /**
   * 封面
   */
  cover?: string | null
  /**
   * 正文
   */
  body?: string | null
}

/**
 * 推送记录
 */
export interface ArticleCollectorPush {
  id: string
  version: number
  /**
   * 文章
   */
  item?: {
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
   * 站点
   */
  site?: {
    id: string
    label: string | null
  } | null
  /**
   * 栏目
   */
  column?: {
    id: string
    label: string | null
  } | null
  /**
   * 状态
   */
  state?: 'waiting' | 'done' | 'failed' | null
  /**
   * 直接发布
   */
  publish?: boolean | null
  /**
   * 定时发布时间
   */
  publishAt?: string | null
  /**
   * 按规则推送
   */
  byRule?: boolean | null
  /**
   * 原因
   */
  message?: string | null
  /**
   * 站点上的文章
   */
  article?: {
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
 * 新增推送记录
 */
export interface ArticleCollectorPushInput {
  /**
   * 文章
   */
  itemId: string
  /**
   * 栏目
   */
  columnId: string
  /**
   * 直接发布
   */
  publish?: boolean | null
  /**
   * 定时发布时间
   */
  publishAt?: string | null
}

/**
 * 修改推送记录
 */
export interface ArticleCollectorPushPatch {
  /**
   * 文章
   */
  itemId?: string | null
  /**
   * 栏目
   */
  columnId?: string | null
  /**
   * 直接发布
   */
  publish?: boolean | null
  /**
   * 定时发布时间
   */
  publishAt?: string | null
}

/**
 * 推送规则
 */
export interface ArticleCollectorRule {
  id: string
  version: number
  /**
   * 来源
   */
  source?: {
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
   * 推送到栏目
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
   * 直接发布：不选则存为草稿；栏目须审核的，先送审核
   */
  publish?: boolean | null
  /**
   * 标题须含：含其中任何一个词即可；不填则全部推送
   */
  includes?: string[] | null
  /**
   * 标题不得含
   */
  excludes?: string[] | null
  /**
   * 启用
   */
  isOn?: boolean | null
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
 * 新增推送规则
 */
export interface ArticleCollectorRuleInput {
  /**
   * 来源：新采集的文章自动推送
   */
  sourceId: string
  /**
   * 推送到栏目
   */
  columnId: string
  /**
   * 直接发布：不选则存为草稿；栏目须审核的，先送审核；不填时为 false
   */
  publish?: boolean | null
  /**
   * 标题须含：含其中任何一个词即可；不填则全部推送
   *
   * @maxItems 50
   */
  includes?: string[] | null
  /**
   * 标题不得含
   *
   * @maxItems 50
   */
  excludes?: string[] | null
  /**
   * 启用：不填时为 true
   */
  isOn?: boolean | null
}

/**
 * 修改推送规则
 */
export interface ArticleCollectorRulePatch {
  /**
   * 推送到栏目
   */
  columnId?: string | null
  /**
   * 直接发布：不选则存为草稿；栏目须审核的，先送审核
   */
  publish?: boolean | null
  /**
   * 标题须含：含其中任何一个词即可；不填则全部推送
   *
   * @maxItems 50
   */
  includes?: string[] | null
  /**
   * 标题不得含
   *
   * @maxItems 50
   */
  excludes?: string[] | null
  /**
   * 启用
   */
  isOn?: boolean | null
}

/**
 * 采集记录
 */
export interface ArticleCollectorRun {
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
   * 来源
   */
  source?: {
    id: string
    label: string | null
  } | null
  /**
   * 怎样开始
   */
  startedBy?: 'schedule' | 'hand' | null
  /**
   * 状态
   */
  state?: 'waiting' | 'running' | 'done' | 'failed' | null
  /**
   * 结果
   */
  message?: string | null
  /**
   * 发现
   */
  found?: number | null
  /**
   * 新采集
   */
  collected?: number | null
  /**
   * 疑似重复
   */
  alike?: number | null
  /**
   * 重复
   */
  duplicates?: number | null
  /**
   * 未采到
   */
  failed?: number | null
  /**
   * 开始时间
   */
  startedAt?: string | null
  /**
   * 结束时间
   */
  endedAt?: string | null
  /**
   * 未采到的文章
   */
  problems?:
    | {
        /**
         * 标题
         */
        title: string | null
        /**
         * 网址
         */
        address: string | null
        /**
         * 原因
         */
        reason: string | null
      }[]
    | null
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
 * 新增采集记录
 */
export interface ArticleCollectorRunInput {
  /**
   * 党组织
   */
  organizationId: string
  /**
   * 来源
   */
  sourceId: string
  /**
   * 怎样开始
   */
  startedBy: 'schedule' | 'hand'
}

/**
 * 修改采集记录
 */
export interface ArticleCollectorRunPatch {
  /**
   * 党组织
   */
  organizationId?: string | null
  /**
   * 来源
   */
  sourceId?: string | null
  /**
   * 怎样开始
   */
  startedBy?: 'schedule' | 'hand' | null
}

/**
 * 采集来源
 */
export interface ArticleCollectorSource {
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
   * 来源名称：文章注明的来源，如“共产党员网”
   */
  name?: string | null
  /**
   * 方式
   */
  kind?: 'feed' | 'page' | null
  /**
   * 网址：订阅源的网址，或文章列表页的网址
   */
  address?: string | null
  /**
   * 每天采集
   */
  enabled?: boolean | null
  /**
   * 采集时间：每天几点几分，如 06:30
   */
  collectAt?: string | null
  /**
   * 最近一次
   */
  lastState?: 'good' | 'broken' | null
  /**
   * 最近采集
   */
  lastRunAt?: string | null
  /**
   * 最近结果
   */
  lastMessage?: string | null
  /**
   * 下次采集
   */
  nextAt?: string | null
  /**
   * 正文取自
   */
  text?: 'page' | 'feed' | null
  /**
   * 列表中的每一条：CSS 选择器，如 .list li
   */
  listSelector?: string | null
  /**
   * 条目中的链接：不填为条目中的第一个链接
   */
  linkSelector?: string | null
  /**
   * 条目中的标题：不填为链接的文字
   */
  titleSelector?: string | null
  /**
   * 条目中的日期
   */
  dateSelector?: string | null
  /**
   * “下一页”链接：不填只采第一页
   */
  nextSelector?: string | null
  /**
   * 最多翻几页
   */
  pages?: number | null
  /**
   * 文章页中的正文：不填则自动识别正文
   */
  bodySelector?: string | null
  /**
   * 文章页中的作者
   */
  authorSelector?: string | null
  /**
   * 正文中不要的部分：CSS 选择器，如 .share, .related
   */
  leaveOut?: string | null
  /**
   * 网页编码
   */
  encoding?: 'auto' | 'utf-8' | 'gb18030' | 'big5' | null
  /**
   * 保存图片：把正文中的图片存到本平台
   */
  copyPictures?: boolean | null
  /**
   * 保留天数：没有推送的文章和采集记录，到期后夜间清理，网址仍记得，不会重新采集；0 为一直保留
   */
  keepDays?: number | null
  /**
   * 每次最多几篇
   */
  perRun?: number | null
  /**
   * 每次访问间隔（秒）：对同一网站放慢速度，以免影响对方
   */
  pause?: number | null
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
 * 新增采集来源
 */
export interface ArticleCollectorSourceInput {
  /**
   * 党组织：由哪个组织采集，采到的文章归它管理
   */
  organizationId: string
  /**
   * 来源名称：文章注明的来源，如“共产党员网”
   */
  name: string
  /**
   * 方式：不填时为 订阅源（RSS、Atom、JSON Feed）
   */
  kind?: 'feed' | 'page' | null
  /**
   * 网址：订阅源的网址，或文章列表页的网址
   */
  address: string
  /**
   * 每天采集：不填时为 true
   */
  enabled?: boolean | null
  /**
   * 采集时间：每天几点几分，如 06:30；不填时为 06:30
   */
  collectAt?: string | null
  /**
   * 正文取自：不填时为 文章网页
   */
  text?: 'page' | 'feed' | null
  /**
   * 列表中的每一条：CSS 选择器，如 .list li
   */
  listSelector?: string | null
  /**
   * 条目中的链接：不填为条目中的第一个链接
   */
  linkSelector?: string | null
  /**
   * 条目中的标题：不填为链接的文字
   */
  titleSelector?: string | null
  /**
   * 条目中的日期
   */
  dateSelector?: string | null
  /**
   * “下一页”链接：不填只采第一页
   */
  nextSelector?: string | null
  /**
   * 最多翻几页：不填时为 1
   */
  pages?: number | null
  /**
   * 文章页中的正文：不填则自动识别正文
   */
  bodySelector?: string | null
  /**
   * 文章页中的作者
   */
  authorSelector?: string | null
  /**
   * 正文中不要的部分：CSS 选择器，如 .share, .related
   */
  leaveOut?: string | null
  /**
   * 网页编码：不填时为 自动识别
   */
  encoding?: 'auto' | 'utf-8' | 'gb18030' | 'big5' | null
  /**
   * 保存图片：把正文中的图片存到本平台；不填时为 true
   */
  copyPictures?: boolean | null
  /**
   * 保留天数：没有推送的文章和采集记录，到期后夜间清理，网址仍记得，不会重新采集；0 为一直保留；不填时为 180
   */
  keepDays?: number | null
  /**
   * 每次最多几篇：不填时为 50
   */
  perRun?: number | null
  /**
   * 每次访问间隔（秒）：对同一网站放慢速度，以免影响对方；不填时为 1
   */
  pause?: number | null
}

/**
 * 修改采集来源
 */
export interface ArticleCollectorSourcePatch {
  /**
   * 来源名称：文章注明的来源，如“共产党员网”
   */
  name?: string | null
  /**
   * 方式
   */
  kind?: 'feed' | 'page' | null
  /**
   * 网址：订阅源的网址，或文章列表页的网址
   */
  address?: string | null
  /**
   * 每天采集
   */
  enabled?: boolean | null
  /**
   * 采集时间：每天几点几分，如 06:30
   */
  collectAt?: string | null
  /**
   * 正文取自
   */
  text?: 'page' | 'feed' | null
  /**
   * 列表中的每一条：CSS 选择器，如 .list li
   */
  listSelector?: string | null
  /**
   * 条目中的链接：不填为条目中的第一个链接
   */
  linkSelector?: string | null
  /**
   * 条目中的标题：不填为链接的文字
   */
  titleSelector?: string | null
  /**
   * 条目中的日期
   */
  dateSelector?: string | null
  /**
   * “下一页”链接：不填只采第一页
   */
  nextSelector?: string | null
  /**
   * 最多翻几页
   */
  pages?: number | null
  /**
   * 文章页中的正文：不填则自动识别正文
   */
  bodySelector?: string | null
  /**
   * 文章页中的作者
   */
  authorSelector?: string | null
  /**
   * 正文中不要的部分：CSS 选择器，如 .share, .related
   */
  leaveOut?: string | null
  /**
   * 网页编码
   */
  encoding?: 'auto' | 'utf-8' | 'gb18030' | 'big5' | null
  /**
   * 保存图片：把正文中的图片存到本平台
   */
  copyPictures?: boolean | null
  /**
   * 保留天数：没有推送的文章和采集记录，到期后夜间清理，网址仍记得，不会重新采集；0 为一直保留
   */
  keepDays?: number | null
  /**
   * 每次最多几篇
   */
  perRun?: number | null
  /**
   * 每次访问间隔（秒）：对同一网站放慢速度，以免影响对方
   */
  pause?: number | null
}

/** Every entity of this plugin: as read, as created, as changed. */
export type Entities = {
  'article-collector/item': { read: ArticleCollectorItem; input: ArticleCollectorItemInput; patch: ArticleCollectorItemPatch }
  'article-collector/push': { read: ArticleCollectorPush; input: ArticleCollectorPushInput; patch: ArticleCollectorPushPatch }
  'article-collector/rule': { read: ArticleCollectorRule; input: ArticleCollectorRuleInput; patch: ArticleCollectorRulePatch }
  'article-collector/run': { read: ArticleCollectorRun; input: ArticleCollectorRunInput; patch: ArticleCollectorRunPatch }
  'article-collector/source': { read: ArticleCollectorSource; input: ArticleCollectorSourceInput; patch: ArticleCollectorSourcePatch }
}
