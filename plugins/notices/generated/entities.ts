// Made by `npm run types` from entities/*.json; changed there, not here.

/**
 * 通知公告
 */
export interface NoticesNotice {
  id: string
  version: number
  /**
   * 发布单位
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
   * 发送时间
   */
  sentAt?: string | null
  /**
   * 接收人数
   */
  recipients?: number | null
  /**
   * 发送进度
   */
  progress?: 'sending' | 'done' | null
  /**
   * 定时发送时间
   */
  sendAt?: string | null
  /**
   * 正文
   */
  content?: string | null
  /**
   * 附件
   */
  attachments?: string[] | null
  /**
   * 发给党组织
   */
  toOrganizations?: string[] | null
  /**
   * 包含各自的下级党组织
   */
  withBelow?: boolean | null
  /**
   * 只发给书记、委员和管理员
   */
  officersOnly?: boolean | null
  /**
   * 另外发给
   */
  toPeople?: string[] | null
  /**
   * 同时发短信
   */
  bySms?: boolean | null
  /**
   * 同时打语音电话
   */
  byVoice?: boolean | null
  /**
   * 紧急：短信和电话不避开免打扰时段
   */
  urgent?: boolean | null
  /**
   * 要求确认：收到的人除了阅读，还要点击确认
   */
  asksConfirmation?: boolean | null
  /**
   * 在宣传阵地公开：发送后，标题、正文和附件可以展示在宣传阵地上，任何人都能看到；发给谁、谁读过不公开
   */
  isPublic?: boolean | null
  /**
   * 状态
   */
  state?: 'draft' | 'scheduled' | 'sent' | 'revoked' | null
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
 * 新增通知公告
 */
export interface NoticesNoticeInput {
  /**
   * 发布单位：通知发给本组织及其下级中的人
   */
  organizationId: string
  /**
   * 标题
   */
  title: string
  /**
   * 正文
   */
  content: string
  /**
   * 附件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
  /**
   * 发给党组织
   *
   * @maxItems 500
   */
  toOrganizations?: string[] | null
  /**
   * 包含各自的下级党组织：不填时为 true
   */
  withBelow?: boolean | null
  /**
   * 只发给书记、委员和管理员：不填时为 false
   */
  officersOnly?: boolean | null
  /**
   * 另外发给
   *
   * @maxItems 1000
   */
  toPeople?: string[] | null
  /**
   * 同时发短信：不填时为 false
   */
  bySms?: boolean | null
  /**
   * 同时打语音电话：不填时为 false
   */
  byVoice?: boolean | null
  /**
   * 紧急：短信和电话不避开免打扰时段；不填时为 false
   */
  urgent?: boolean | null
  /**
   * 要求确认：收到的人除了阅读，还要点击确认；不填时为 false
   */
  asksConfirmation?: boolean | null
  /**
   * 在宣传阵地公开：发送后，标题、正文和附件可以展示在宣传阵地上，任何人都能看到；发给谁、谁读过不公开；不填时为 false
   */
  isPublic?: boolean | null
}

/**
 * 修改通知公告
 */
export interface NoticesNoticePatch {
  /**
   * 标题
   */
  title?: string | null
  /**
   * 正文
   */
  content?: string | null
  /**
   * 附件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
  /**
   * 发给党组织
   *
   * @maxItems 500
   */
  toOrganizations?: string[] | null
  /**
   * 包含各自的下级党组织
   */
  withBelow?: boolean | null
  /**
   * 只发给书记、委员和管理员
   */
  officersOnly?: boolean | null
  /**
   * 另外发给
   *
   * @maxItems 1000
   */
  toPeople?: string[] | null
  /**
   * 同时发短信
   */
  bySms?: boolean | null
  /**
   * 同时打语音电话
   */
  byVoice?: boolean | null
  /**
   * 紧急：短信和电话不避开免打扰时段
   */
  urgent?: boolean | null
  /**
   * 要求确认：收到的人除了阅读，还要点击确认
   */
  asksConfirmation?: boolean | null
  /**
   * 在宣传阵地公开：发送后，标题、正文和附件可以展示在宣传阵地上，任何人都能看到；发给谁、谁读过不公开
   */
  isPublic?: boolean | null
}

/**
 * 通知回执
 */
export interface NoticesReceipt {
  id: string
  version: number
  /**
   * 通知
   */
  notice?: {
    id: string
    label: string | null
  } | null
  /**
   * 标题
   */
  title?: string | null
  /**
   * 接收人
   */
  user?: {
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
   * 阅读情况
   */
  state?: 'unread' | 'read' | 'confirmed' | null
  /**
   * 阅读时间
   */
  readAt?: string | null
  /**
   * 确认时间
   */
  confirmedAt?: string | null
  /**
   * 提醒次数
   */
  reminders?: number | null
  /**
   * 最近提醒
   */
  remindedAt?: string | null
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
 * 新增通知回执
 */
export interface NoticesReceiptInput {}

/**
 * 修改通知回执
 */
export interface NoticesReceiptPatch {}

/** Every entity of this plugin: as read, as created, as changed. */
export type Entities = {
  'notices/notice': { read: NoticesNotice; input: NoticesNoticeInput; patch: NoticesNoticePatch }
  'notices/receipt': { read: NoticesReceipt; input: NoticesReceiptInput; patch: NoticesReceiptPatch }
}
