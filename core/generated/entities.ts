// Made by `npm run types` from entities/*.json; changed there, not here.

/**
 * 激活码
 */
export interface CoreActivationCode {
  id: string
  version: number
  /**
   * 激活码
   */
  code?: string | null
  /**
   * 版本
   */
  edition?: string | null
  /**
   * 批次
   */
  batch?: string | null
  /**
   * 备注
   */
  note?: string | null
  /**
   * 状态
   */
  state?: 'unused' | 'used' | 'revoked' | null
  /**
   * 使用租户
   */
  usedBy?: {
    id: string
    label: string | null
  } | null
  /**
   * 使用时间
   */
  usedAt?: string | null
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
 * 新增激活码
 */
export interface CoreActivationCodeInput {
  /**
   * 备注
   */
  note?: string | null
}

/**
 * 修改激活码
 */
export interface CoreActivationCodePatch {
  /**
   * 备注
   */
  note?: string | null
}

/**
 * 任职
 */
export interface CoreAppointment {
  id: string
  version: number
  /**
   * 职务
   */
  post?: {
    id: string
    label: string | null
  } | null
  /**
   * 任职人
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
   * 任职日期
   */
  startOn?: string | null
  /**
   * 免职日期
   */
  endOn?: string | null
  /**
   * 任职文号
   */
  documentNumber?: string | null
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
 * 新增任职
 */
export interface CoreAppointmentInput {
  /**
   * 职务
   */
  postId: string
  /**
   * 任职人
   */
  userId: string
  /**
   * 任职日期
   */
  startOn: string
  /**
   * 免职日期
   */
  endOn?: string | null
  /**
   * 任职文号
   */
  documentNumber?: string | null
}

/**
 * 修改任职
 */
export interface CoreAppointmentPatch {
  /**
   * 职务
   */
  postId?: string | null
  /**
   * 任职人
   */
  userId?: string | null
  /**
   * 任职日期
   */
  startOn?: string | null
  /**
   * 免职日期
   */
  endOn?: string | null
  /**
   * 任职文号
   */
  documentNumber?: string | null
}

/**
 * 操作日志
 */
export interface CoreAuditEntry {
  id: string
  version: number
  /**
   * 操作人
   */
  user?: {
    id: string
    label: string | null
  } | null
  /**
   * 操作人姓名
   */
  userName?: string | null
  /**
   * 操作
   */
  action?: string | null
  /**
   * 对象类型
   */
  entity?: string | null
  /**
   * 对象
   */
  recordId?: string | null
  /**
   * 对象名称
   */
  recordLabel?: string | null
  /**
   * 新旧值
   */
  changes?: {} | null
  /**
   * 地址
   */
  ip?: string | null
  /**
   * 请求
   */
  requestId?: string | null
  /**
   * 党组织
   */
  organization?: {
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
 * 新增操作日志
 */
export interface CoreAuditEntryInput {}

/**
 * 修改操作日志
 */
export interface CoreAuditEntryPatch {}

/**
 * 账号绑定
 */
export interface CoreBinding {
  id: string
  version: number
  /**
   * 用户
   */
  user?: {
    id: string
    label: string | null
  } | null
  /**
   * 平台
   */
  provider?: 'wechat' | 'alipay' | 'dingtalk' | null
  /**
   * 外部账号：微信、支付宝的 openid，或钉钉的 userid
   */
  externalId?: string | null
  /**
   * 昵称
   */
  nickname?: string | null
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
 * 新增账号绑定
 */
export interface CoreBindingInput {
  /**
   * 用户
   */
  userId: string
  /**
   * 平台
   */
  provider: 'wechat' | 'alipay' | 'dingtalk'
  /**
   * 外部账号：微信、支付宝的 openid，或钉钉的 userid
   */
  externalId: string
  /**
   * 昵称
   */
  nickname?: string | null
}

/**
 * 修改账号绑定
 */
export interface CoreBindingPatch {
  /**
   * 用户
   */
  userId?: string | null
  /**
   * 平台
   */
  provider?: 'wechat' | 'alipay' | 'dingtalk' | null
  /**
   * 外部账号：微信、支付宝的 openid，或钉钉的 userid
   */
  externalId?: string | null
  /**
   * 昵称
   */
  nickname?: string | null
}

/**
 * 代办授权
 */
export interface CoreDelegation {
  id: string
  version: number
  /**
   * 委托人
   */
  user?: {
    id: string
    label: string | null
  } | null
  /**
   * 代办人
   */
  delegate?: {
    id: string
    label: string | null
  } | null
  /**
   * 开始日期
   */
  startOn?: string | null
  /**
   * 结束日期
   */
  endOn?: string | null
  /**
   * 原因
   */
  reason?: string | null
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
 * 新增代办授权
 */
export interface CoreDelegationInput {
  /**
   * 委托人：不填为本人
   */
  userId?: string | null
  /**
   * 代办人
   */
  delegateId: string
  /**
   * 开始日期
   */
  startOn: string
  /**
   * 结束日期
   */
  endOn: string
  /**
   * 原因
   */
  reason?: string | null
}

/**
 * 修改代办授权
 */
export interface CoreDelegationPatch {
  /**
   * 代办人
   */
  delegateId?: string | null
  /**
   * 开始日期
   */
  startOn?: string | null
  /**
   * 结束日期
   */
  endOn?: string | null
  /**
   * 原因
   */
  reason?: string | null
}

/**
 * 发送记录
 */
export interface CoreDelivery {
  id: string
  version: number
  /**
   * 方式
   */
  channel?: 'sms' | 'voice' | null
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
   * 手机号
   */
  phone?: string | null
  /**
   * 状态
   */
  state?: 'waiting' | 'sending' | 'sent' | 'delivered' | 'failed' | null
  /**
   * 内容
   */
  content?: string | null
  /**
   * 失败原因
   */
  error?: string | null
  /**
   * 计划发送时间
   */
  dueAt?: string | null
  /**
   * 发送次数
   */
  attempts?: number | null
  /**
   * 发送时间
   */
  sentAt?: string | null
  /**
   * 回执时间
   */
  reportedAt?: string | null
  /**
   * 计费条数：短信的条数，或语音电话的分钟数
   */
  units?: number | null
  /**
   * 费用（分）
   */
  cost?: number | null
  /**
   * 模板
   */
  template?: string | null
  /**
   * 服务商编号
   */
  providerId?: string | null
  /**
   * 关于的记录
   */
  recordId?: string | null
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
 * 新增发送记录
 */
export interface CoreDeliveryInput {}

/**
 * 修改发送记录
 */
export interface CoreDeliveryPatch {}

/**
 * 插件授权
 */
export interface CoreEntitlement {
  id: string
  version: number
  /**
   * 租户
   */
  tenant?: {
    id: string
    label: string | null
  } | null
  /**
   * 插件
   */
  plugin?: string | null
  /**
   * 状态
   */
  state?: 'applied' | 'granted' | 'refused' | null
  /**
   * 说明
   */
  reason?: string | null
  /**
   * 答复：告诉申请的单位为什么
   */
  answer?: string | null
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
 * 新增插件授权
 */
export interface CoreEntitlementInput {
  /**
   * 租户
   */
  tenant: string
  /**
   * 插件
   */
  plugin: string
  /**
   * 状态：不填时为 已开通
   */
  state?: 'applied' | 'granted' | 'refused' | null
  /**
   * 说明
   */
  reason?: string | null
  /**
   * 答复：告诉申请的单位为什么
   */
  answer?: string | null
}

/**
 * 修改插件授权
 */
export interface CoreEntitlementPatch {
  /**
   * 租户
   */
  tenant?: string | null
  /**
   * 插件
   */
  plugin?: string | null
  /**
   * 状态
   */
  state?: 'applied' | 'granted' | 'refused' | null
  /**
   * 说明
   */
  reason?: string | null
  /**
   * 答复：告诉申请的单位为什么
   */
  answer?: string | null
}

/**
 * 事件
 */
export interface CoreEvent {
  id: string
  version: number
  /**
   * 名称
   */
  name?: string | null
  /**
   * 对象类型
   */
  entity?: string | null
  /**
   * 对象
   */
  recordId?: string | null
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
  data?: {} | null
  /**
   * 起因
   */
  causedBy?: string | null
  /**
   * 连锁层数
   */
  depth?: number | null
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
 * 新增事件
 */
export interface CoreEventInput {}

/**
 * 修改事件
 */
export interface CoreEventPatch {}

/**
 * 文件
 */
export interface CoreFile {
  id: string
  version: number
  /**
   * 文件名
   */
  name?: string | null
  /**
   * 类型
   */
  contentType?: string | null
  /**
   * 大小：字节
   */
  size?: number | null
  /**
   * 校验和
   */
  sha256?: string | null
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
 * 新增文件
 */
export interface CoreFileInput {}

/**
 * 修改文件
 */
export interface CoreFilePatch {}

/**
 * 授权
 */
export interface CoreGrant {
  id: string
  version: number
  /**
   * 用户
   */
  user?: {
    id: string
    label: string | null
  } | null
  /**
   * 职务
   */
  post?: {
    id: string
    label: string | null
  } | null
  /**
   * 角色
   */
  role?: {
    id: string
    label: string | null
  } | null
  /**
   * 授权组织
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 数据范围
   */
  scope?: 'own' | 'organization' | 'subtree' | 'chosen' | 'tenant' | null
  /**
   * 指定的组织
   */
  organizationIds?: string[] | null
  /**
   * 生效日期
   */
  startOn?: string | null
  /**
   * 截止日期
   */
  endOn?: string | null
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
 * 新增授权
 */
export interface CoreGrantInput {
  /**
   * 用户
   */
  userId?: string | null
  /**
   * 职务
   */
  postId?: string | null
  /**
   * 角色
   */
  roleId: string
  /**
   * 授权组织
   */
  organizationId: string
  /**
   * 数据范围
   */
  scope: 'own' | 'organization' | 'subtree' | 'chosen' | 'tenant'
  /**
   * 指定的组织
   *
   * @maxItems 500
   */
  organizationIds?: string[] | null
  /**
   * 生效日期
   */
  startOn?: string | null
  /**
   * 截止日期
   */
  endOn?: string | null
}

/**
 * 修改授权
 */
export interface CoreGrantPatch {
  /**
   * 用户
   */
  userId?: string | null
  /**
   * 职务
   */
  postId?: string | null
  /**
   * 角色
   */
  roleId?: string | null
  /**
   * 授权组织
   */
  organizationId?: string | null
  /**
   * 数据范围
   */
  scope?: 'own' | 'organization' | 'subtree' | 'chosen' | 'tenant' | null
  /**
   * 指定的组织
   *
   * @maxItems 500
   */
  organizationIds?: string[] | null
  /**
   * 生效日期
   */
  startOn?: string | null
  /**
   * 截止日期
   */
  endOn?: string | null
}

/**
 * 节假日
 */
export interface CoreHoliday {
  id: string
  version: number
  /**
   * 日期
   */
  date?: string | null
  /**
   * 安排
   */
  kind?: 'rest' | 'workday' | null
  /**
   * 名称
   */
  name?: string | null
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
 * 新增节假日
 */
export interface CoreHolidayInput {
  /**
   * 日期
   */
  date: string
  /**
   * 安排：不填时为 放假
   */
  kind?: 'rest' | 'workday' | null
  /**
   * 名称
   */
  name?: string | null
}

/**
 * 修改节假日
 */
export interface CoreHolidayPatch {
  /**
   * 日期
   */
  date?: string | null
  /**
   * 安排
   */
  kind?: 'rest' | 'workday' | null
  /**
   * 名称
   */
  name?: string | null
}

/**
 * 编号登记
 */
export interface CoreIssuedNumber {
  id: string
  version: number
  /**
   * 编号
   */
  number?: string | null
  /**
   * 编号项目
   */
  numbering?: string | null
  /**
   * 编号计数
   */
  counter?: {
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
   * 顺序号
   */
  sequence?: number | null
  /**
   * 至顺序号：一次说明的一段号的最后一个
   */
  lastSequence?: number | null
  /**
   * 对象
   */
  recordId?: string | null
  /**
   * 状态
   */
  state?: 'used' | 'void' | 'outside' | null
  /**
   * 原因
   */
  reason?: string | null
  /**
   * 作废时间
   */
  voidedAt?: string | null
  /**
   * 作废人
   */
  voidedBy?: {
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
 * 新增编号登记
 */
export interface CoreIssuedNumberInput {
  /**
   * 编号
   */
  number: string
  /**
   * 编号项目
   */
  numbering?: string | null
  /**
   * 编号计数
   */
  counterId: string
  /**
   * 党组织
   */
  organizationId?: string | null
  /**
   * 顺序号
   */
  sequence: number
  /**
   * 至顺序号：一次说明的一段号的最后一个
   */
  lastSequence?: number | null
  /**
   * 对象
   */
  recordId?: string | null
  /**
   * 状态
   */
  state: 'used' | 'void' | 'outside'
  /**
   * 原因
   */
  reason?: string | null
  /**
   * 作废时间
   */
  voidedAt?: string | null
  /**
   * 作废人
   */
  voidedById?: string | null
}

/**
 * 修改编号登记
 */
export interface CoreIssuedNumberPatch {
  /**
   * 编号
   */
  number?: string | null
  /**
   * 编号项目
   */
  numbering?: string | null
  /**
   * 编号计数
   */
  counterId?: string | null
  /**
   * 党组织
   */
  organizationId?: string | null
  /**
   * 顺序号
   */
  sequence?: number | null
  /**
   * 至顺序号：一次说明的一段号的最后一个
   */
  lastSequence?: number | null
  /**
   * 对象
   */
  recordId?: string | null
  /**
   * 状态
   */
  state?: 'used' | 'void' | 'outside' | null
  /**
   * 原因
   */
  reason?: string | null
  /**
   * 作废时间
   */
  voidedAt?: string | null
  /**
   * 作废人
   */
  voidedById?: string | null
}

/**
 * 任务
 */
export interface CoreJob {
  id: string
  version: number
  /**
   * 种类
   */
  kind?: string | null
  /**
   * 名称
   */
  title?: string | null
  /**
   * 状态
   */
  state?: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | null
  /**
   * 已处理
   */
  progress?: number | null
  /**
   * 总数
   */
  total?: number | null
  /**
   * 结果
   */
  result?: {} | null
  /**
   * 失败原因
   */
  error?: string | null
  /**
   * 开始时间
   */
  startedAt?: string | null
  /**
   * 结束时间
   */
  endedAt?: string | null
  /**
   * 请求
   */
  requestId?: string | null
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
 * 新增任务
 */
export interface CoreJobInput {}

/**
 * 修改任务
 */
export interface CoreJobPatch {}

/**
 * 菜单设置
 */
export interface CoreMenuSetting {
  id: string
  version: number
  /**
   * 菜单
   */
  key?: string | null
  /**
   * 终端
   */
  device?: 'desktop' | 'phone' | null
  /**
   * 名称
   */
  title?: string | null
  /**
   * 图标
   */
  icon?: string | null
  /**
   * 分组
   */
  group?: string | null
  /**
   * 排序
   */
  position?: number | null
  /**
   * 启用
   */
  on?: boolean | null
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
 * 新增菜单设置
 */
export interface CoreMenuSettingInput {
  /**
   * 菜单
   */
  key: string
  /**
   * 终端
   */
  device: 'desktop' | 'phone'
  /**
   * 名称
   */
  title?: string | null
  /**
   * 图标
   */
  icon?: string | null
  /**
   * 分组
   */
  group?: string | null
  /**
   * 排序
   */
  position?: number | null
  /**
   * 启用：不填时为 true
   */
  on?: boolean | null
}

/**
 * 修改菜单设置
 */
export interface CoreMenuSettingPatch {
  /**
   * 名称
   */
  title?: string | null
  /**
   * 图标
   */
  icon?: string | null
  /**
   * 分组
   */
  group?: string | null
  /**
   * 排序
   */
  position?: number | null
  /**
   * 启用
   */
  on?: boolean | null
}

/**
 * 消息设置
 */
export interface CoreMessageSetting {
  id: string
  version: number
  /**
   * 模板：如 core/reminder，全部模板见“消息模板”
   */
  template?: string | null
  /**
   * 方式：in-app 站内、sms 短信、voice 语音电话；不填时按模板
   */
  channels?: string[] | null
  /**
   * 短信模板编号
   */
  smsCode?: string | null
  /**
   * 语音模板编号
   */
  voiceCode?: string | null
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
 * 新增消息设置
 */
export interface CoreMessageSettingInput {
  /**
   * 模板：如 core/reminder，全部模板见“消息模板”
   */
  template: string
  /**
   * 方式：in-app 站内、sms 短信、voice 语音电话；不填时按模板
   *
   * @maxItems 3
   */
  channels?: string[] | null
  /**
   * 短信模板编号
   */
  smsCode?: string | null
  /**
   * 语音模板编号
   */
  voiceCode?: string | null
}

/**
 * 修改消息设置
 */
export interface CoreMessageSettingPatch {
  /**
   * 方式：in-app 站内、sms 短信、voice 语音电话；不填时按模板
   *
   * @maxItems 3
   */
  channels?: string[] | null
  /**
   * 短信模板编号
   */
  smsCode?: string | null
  /**
   * 语音模板编号
   */
  voiceCode?: string | null
}

/**
 * 站内消息
 */
export interface CoreMessage {
  id: string
  version: number
  /**
   * 接收人
   */
  user?: {
    id: string
    label: string | null
  } | null
  /**
   * 标题
   */
  title?: string | null
  /**
   * 内容
   */
  body?: string | null
  /**
   * 链接
   */
  link?: string | null
  /**
   * 阅读时间
   */
  readAt?: string | null
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
 * 新增站内消息
 */
export interface CoreMessageInput {
  /**
   * 阅读时间
   */
  readAt?: string | null
}

/**
 * 修改站内消息
 */
export interface CoreMessagePatch {
  /**
   * 阅读时间
   */
  readAt?: string | null
}

/**
 * 编号计数
 */
export interface CoreNumberCounter {
  id: string
  version: number
  /**
   * 名称
   */
  title?: string | null
  /**
   * 编号项目：实体和字段，如 documents/document.documentNumber
   */
  numbering?: string | null
  /**
   * 党组织
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 年度
   */
  year?: number | null
  /**
   * 类别
   */
  choice?: string | null
  /**
   * 下一个号
   */
  next?: number | null
  /**
   * 跳号原因：如“1 至 37 号已在纸质登记簿上使用”
   */
  reason?: string | null
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
 * 新增编号计数
 */
export interface CoreNumberCounterInput {
  /**
   * 编号项目：实体和字段，如 documents/document.documentNumber
   */
  numbering: string
  /**
   * 党组织
   */
  organizationId?: string | null
  /**
   * 年度
   */
  year?: number | null
  /**
   * 类别
   */
  choice?: string | null
  /**
   * 下一个号
   */
  next: number
  /**
   * 跳号原因：如“1 至 37 号已在纸质登记簿上使用”
   */
  reason?: string | null
}

/**
 * 修改编号计数
 */
export interface CoreNumberCounterPatch {
  /**
   * 下一个号
   */
  next?: number | null
  /**
   * 跳号原因：如“1 至 37 号已在纸质登记簿上使用”
   */
  reason?: string | null
}

/**
 * 组织沿革
 */
export interface CoreOrganizationChange {
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
   * 变动
   */
  kind?: 'created' | 'renamed' | 'moved' | 'merged' | 'dissolved' | 'restored' | null
  /**
   * 生效日期
   */
  effectiveOn?: string | null
  /**
   * 批复文号
   */
  documentNumber?: string | null
  /**
   * 变动前
   */
  before?: {} | null
  /**
   * 变动后
   */
  after?: {} | null
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
 * 新增组织沿革
 */
export interface CoreOrganizationChangeInput {
  /**
   * 党组织
   */
  organizationId: string
  /**
   * 变动
   */
  kind: 'created' | 'renamed' | 'moved' | 'merged' | 'dissolved' | 'restored'
  /**
   * 生效日期
   */
  effectiveOn: string
  /**
   * 批复文号
   */
  documentNumber?: string | null
  /**
   * 变动前
   */
  before?: {} | null
  /**
   * 变动后
   */
  after?: {} | null
}

/**
 * 修改组织沿革
 */
export interface CoreOrganizationChangePatch {
  /**
   * 党组织
   */
  organizationId?: string | null
  /**
   * 变动
   */
  kind?: 'created' | 'renamed' | 'moved' | 'merged' | 'dissolved' | 'restored' | null
  /**
   * 生效日期
   */
  effectiveOn?: string | null
  /**
   * 批复文号
   */
  documentNumber?: string | null
  /**
   * 变动前
   */
  before?: {} | null
  /**
   * 变动后
   */
  after?: {} | null
}

/**
 * 党组织
 */
export interface CoreOrganization {
  id: string
  version: number
  /**
   * 上级党组织
   */
  parent?: {
    id: string
    label: string | null
  } | null
  /**
   * 党组织全称
   */
  name?: string | null
  /**
   * 党组织简称
   */
  shortName?: string | null
  /**
   * 类别
   */
  category?: string | null
  /**
   * 党组织代码
   */
  code?: string | null
  /**
   * 成立日期
   */
  establishedOn?: string | null
  /**
   * 所在单位统一社会信用代码
   */
  creditCode?: string | null
  /**
   * 联系人
   */
  contactName?: string | null
  /**
   * 联系电话
   */
  contactPhone?: string | null
  /**
   * 地址
   */
  address?: string | null
  /**
   * 排序
   */
  position?: number | null
  /**
   * 状态
   */
  state?: 'active' | 'merged' | 'dissolved' | null
  /**
   * 并入
   */
  mergedInto?: {
    id: string
    label: string | null
  } | null
  /**
   * 层级
   */
  depth?: number | null
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
 * 新增党组织
 */
export interface CoreOrganizationInput {
  /**
   * 上级党组织：填写上级党组织的全称或简称；不填则直属本单位最上级党组织
   */
  parentId?: string | null
  /**
   * 党组织全称
   */
  name: string
  /**
   * 党组织简称
   */
  shortName?: string | null
  /**
   * 类别
   */
  category: string
  /**
   * 党组织代码
   */
  code?: string | null
  /**
   * 成立日期
   */
  establishedOn?: string | null
  /**
   * 所在单位统一社会信用代码
   */
  creditCode?: string | null
  /**
   * 联系人
   */
  contactName?: string | null
  /**
   * 联系电话
   */
  contactPhone?: string | null
  /**
   * 地址
   */
  address?: string | null
  /**
   * 排序：不填时为 0
   */
  position?: number | null
}

/**
 * 修改党组织
 */
export interface CoreOrganizationPatch {
  /**
   * 上级党组织：填写上级党组织的全称或简称；不填则直属本单位最上级党组织
   */
  parentId?: string | null
  /**
   * 党组织全称
   */
  name?: string | null
  /**
   * 党组织简称
   */
  shortName?: string | null
  /**
   * 类别
   */
  category?: string | null
  /**
   * 党组织代码
   */
  code?: string | null
  /**
   * 成立日期
   */
  establishedOn?: string | null
  /**
   * 所在单位统一社会信用代码
   */
  creditCode?: string | null
  /**
   * 联系人
   */
  contactName?: string | null
  /**
   * 联系电话
   */
  contactPhone?: string | null
  /**
   * 地址
   */
  address?: string | null
  /**
   * 排序
   */
  position?: number | null
}

/**
 * 自定义字段
 */
export interface CoreOwnField {
  id: string
  version: number
  /**
   * 所属信息：字段加在哪类信息上，如 members/member
   */
  entity?: string | null
  /**
   * 字段代码：接口中的名称，以 own 开头，如 ownHometown；不填则按名称的拼音生成
   */
  name?: string | null
  /**
   * 名称：以汉字、字母或数字开头
   */
  title?: string | null
  /**
   * 填写说明
   */
  description?: string | null
  /**
   * 类型
   */
  kind?: 'text' | 'number' | 'date' | 'choice' | 'boolean' | 'file' | 'relation' | null
  /**
   * 选项
   */
  options?:
    | {
        /**
         * 代码：不填则自动编号
         */
        code: string | null
        /**
         * 名称
         */
        title: string | null
        /**
         * 停用
         */
        off: boolean | null
      }[]
    | null
  /**
   * 关联到：关联到哪类信息，如 core/organization
   */
  target?: string | null
  /**
   * 必填
   */
  required?: boolean | null
  /**
   * 最多字数
   */
  maxLength?: number | null
  /**
   * 最小值
   */
  minimum?: number | null
  /**
   * 最大值
   */
  maximum?: number | null
  /**
   * 小数位数
   */
  decimals?: number | null
  /**
   * 排序
   */
  position?: number | null
  /**
   * 启用：停用后不再显示和填写，已填的内容保留
   */
  on?: boolean | null
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
 * 新增自定义字段
 */
export interface CoreOwnFieldInput {
  /**
   * 所属信息：字段加在哪类信息上，如 members/member
   */
  entity: string
  /**
   * 字段代码：接口中的名称，以 own 开头，如 ownHometown；不填则按名称的拼音生成
   */
  name?: string | null
  /**
   * 名称：以汉字、字母或数字开头
   */
  title: string
  /**
   * 填写说明
   */
  description?: string | null
  /**
   * 类型
   */
  kind: 'text' | 'number' | 'date' | 'choice' | 'boolean' | 'file' | 'relation'
  /**
   * 选项
   *
   * @maxItems 200
   */
  options?:
    | {
        /**
         * 代码：不填则自动编号
         */
        code?: string | null
        /**
         * 名称
         */
        title: string
        /**
         * 停用
         */
        off?: boolean | null
      }[]
    | null
  /**
   * 关联到：关联到哪类信息，如 core/organization
   */
  target?: string | null
  /**
   * 必填：不填时为 false
   */
  required?: boolean | null
  /**
   * 最多字数
   */
  maxLength?: number | null
  /**
   * 最小值
   */
  minimum?: number | null
  /**
   * 最大值
   */
  maximum?: number | null
  /**
   * 小数位数
   */
  decimals?: number | null
  /**
   * 排序：不填时为 0
   */
  position?: number | null
  /**
   * 启用：停用后不再显示和填写，已填的内容保留；不填时为 true
   */
  on?: boolean | null
}

/**
 * 修改自定义字段
 */
export interface CoreOwnFieldPatch {
  /**
   * 名称：以汉字、字母或数字开头
   */
  title?: string | null
  /**
   * 填写说明
   */
  description?: string | null
  /**
   * 选项
   *
   * @maxItems 200
   */
  options?:
    | {
        /**
         * 代码：不填则自动编号
         */
        code?: string | null
        /**
         * 名称
         */
        title: string
        /**
         * 停用
         */
        off?: boolean | null
      }[]
    | null
  /**
   * 必填
   */
  required?: boolean | null
  /**
   * 最多字数
   */
  maxLength?: number | null
  /**
   * 最小值
   */
  minimum?: number | null
  /**
   * 最大值
   */
  maximum?: number | null
  /**
   * 小数位数
   */
  decimals?: number | null
  /**
   * 排序
   */
  position?: number | null
  /**
   * 启用：停用后不再显示和填写，已填的内容保留
   */
  on?: boolean | null
}

/**
 * 插件开关
 */
export interface CorePluginSwitch {
  id: string
  version: number
  /**
   * 插件
   */
  plugin?: string | null
  /**
   * 启用
   */
  on?: boolean | null
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
 * 新增插件开关
 */
export interface CorePluginSwitchInput {}

/**
 * 修改插件开关
 */
export interface CorePluginSwitchPatch {}

/**
 * 职务
 */
export interface CorePost {
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
   * 职务名称
   */
  name?: string | null
  /**
   * 排序
   */
  position?: number | null
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
 * 新增职务
 */
export interface CorePostInput {
  /**
   * 党组织
   */
  organizationId: string
  /**
   * 职务名称
   */
  name: string
  /**
   * 排序：不填时为 0
   */
  position?: number | null
}

/**
 * 修改职务
 */
export interface CorePostPatch {
  /**
   * 党组织
   */
  organizationId?: string | null
  /**
   * 职务名称
   */
  name?: string | null
  /**
   * 排序
   */
  position?: number | null
}

/**
 * 流程
 */
export interface CoreProcess {
  id: string
  version: number
  /**
   * 信息种类
   */
  entity?: string | null
  /**
   * 对象
   */
  recordId?: string | null
  /**
   * 党组织
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 流程版本
   */
  machine?: string | null
  /**
   * 状态
   */
  state?: string | null
  /**
   * 轮次
   */
  round?: number | null
  /**
   * 经过的步骤
   */
  path?: string[] | null
  /**
   * 改好后直达
   */
  straightTo?: string | null
  /**
   * 本轮已有决定
   */
  isDecided?: boolean | null
  /**
   * 进入当前步骤的时间
   */
  enteredAt?: string | null
  /**
   * 结束时间
   */
  endedAt?: string | null
  /**
   * 办理期限
   */
  dueAt?: string | null
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
 * 新增流程
 */
export interface CoreProcessInput {}

/**
 * 修改流程
 */
export interface CoreProcessPatch {}

/**
 * 角色
 */
export interface CoreRole {
  id: string
  version: number
  /**
   * 角色名称
   */
  name?: string | null
  /**
   * 角色代码
   */
  code?: string | null
  /**
   * 依据的内置角色：未单独设置的权限跟随该内置角色
   */
  base?: 'operator' | 'tenant-admin' | 'org-admin' | 'secretary' | 'member' | 'guest' | null
  /**
   * 说明
   */
  description?: string | null
  /**
   * 权限：实体 -> 操作、字段、范围；覆盖内置角色的同名设置
   */
  permissions?: {
    [k: string]: {
      /**
       * @maxItems 50
       */
      actions: string[]
      fields?: {
        [k: string]: 'hidden' | 'masked' | 'read-only'
      }
      scope?: 'own' | 'organization' | 'above' | 'subtree' | 'tenant'
      where?: {}
    }
  } | null
  /**
   * 内置
   */
  builtIn?: boolean | null
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
 * 新增角色
 */
export interface CoreRoleInput {
  /**
   * 角色名称
   */
  name: string
  /**
   * 角色代码
   */
  code: string
  /**
   * 依据的内置角色：未单独设置的权限跟随该内置角色
   */
  base?: 'operator' | 'tenant-admin' | 'org-admin' | 'secretary' | 'member' | 'guest' | null
  /**
   * 说明
   */
  description?: string | null
  /**
   * 权限：实体 -> 操作、字段、范围；覆盖内置角色的同名设置
   */
  permissions?: {
    [k: string]: {
      /**
       * @maxItems 50
       */
      actions: string[]
      fields?: {
        [k: string]: 'hidden' | 'masked' | 'read-only'
      }
      scope?: 'own' | 'organization' | 'above' | 'subtree' | 'tenant'
      where?: {}
    }
  } | null
}

/**
 * 修改角色
 */
export interface CoreRolePatch {
  /**
   * 角色名称
   */
  name?: string | null
  /**
   * 说明
   */
  description?: string | null
  /**
   * 权限：实体 -> 操作、字段、范围；覆盖内置角色的同名设置
   */
  permissions?: {
    [k: string]: {
      /**
       * @maxItems 50
       */
      actions: string[]
      fields?: {
        [k: string]: 'hidden' | 'masked' | 'read-only'
      }
      scope?: 'own' | 'organization' | 'above' | 'subtree' | 'tenant'
      where?: {}
    }
  } | null
}

/**
 * 范文
 */
export interface CoreSample {
  id: string
  version: number
  /**
   * 用于：新增哪类信息时可以使用，如 pledges/pledge
   */
  entity?: string | null
  /**
   * 标题
   */
  title?: string | null
  /**
   * 分类
   */
  group?: string | null
  /**
   * 内容
   */
  values?: {
    [k: string]: string | number | boolean | unknown[] | null
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
 * 新增范文
 */
export interface CoreSampleInput {
  /**
   * 用于：新增哪类信息时可以使用，如 pledges/pledge
   */
  entity: string
  /**
   * 标题
   */
  title: string
  /**
   * 分类
   */
  group?: string | null
  /**
   * 内容
   */
  values: {
    [k: string]: string | number | boolean | unknown[] | null
  }
}

/**
 * 修改范文
 */
export interface CoreSamplePatch {
  /**
   * 标题
   */
  title?: string | null
  /**
   * 分类
   */
  group?: string | null
  /**
   * 内容
   */
  values?: {
    [k: string]: string | number | boolean | unknown[] | null
  } | null
}

/**
 * 列表视图
 */
export interface CoreSavedView {
  id: string
  version: number
  /**
   * 所有者
   */
  user?: {
    id: string
    label: string | null
  } | null
  /**
   * 所属列表：视图属于哪类信息的列表，如 members/member
   */
  entity?: string | null
  /**
   * 名称
   */
  name?: string | null
  /**
   * 共享范围
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 条件：筛选、排序和查找，写法与列表页地址中问号后的部分相同
   */
  query?: string | null
  /**
   * 列
   */
  columns?: {
    /**
     * @maxItems 200
     */
    shown?: string[]
    pinned?: {
      [k: string]: 'left' | 'right'
    }
    widths?: {
      [k: string]: number
    }
    compact?: boolean
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
 * 新增列表视图
 */
export interface CoreSavedViewInput {
  /**
   * 所属列表：视图属于哪类信息的列表，如 members/member
   */
  entity: string
  /**
   * 名称
   */
  name: string
  /**
   * 共享范围：填写后，该党组织及其下级的人员都能使用这个视图；不填则只有自己能用
   */
  organizationId?: string | null
  /**
   * 条件：筛选、排序和查找，写法与列表页地址中问号后的部分相同
   */
  query?: string | null
  /**
   * 列
   */
  columns?: {
    /**
     * @maxItems 200
     */
    shown?: string[]
    pinned?: {
      [k: string]: 'left' | 'right'
    }
    widths?: {
      [k: string]: number
    }
    compact?: boolean
  } | null
}

/**
 * 修改列表视图
 */
export interface CoreSavedViewPatch {
  /**
   * 名称
   */
  name?: string | null
  /**
   * 共享范围：填写后，该党组织及其下级的人员都能使用这个视图；不填则只有自己能用
   */
  organizationId?: string | null
  /**
   * 条件：筛选、排序和查找，写法与列表页地址中问号后的部分相同
   */
  query?: string | null
  /**
   * 列
   */
  columns?: {
    /**
     * @maxItems 200
     */
    shown?: string[]
    pinned?: {
      [k: string]: 'left' | 'right'
    }
    widths?: {
      [k: string]: number
    }
    compact?: boolean
  } | null
}

/**
 * 会话
 */
export interface CoreSession {
  id: string
  version: number
  /**
   * 用户
   */
  user?: {
    id: string
    label: string | null
  } | null
  /**
   * 终端
   */
  channel?: 'browser' | 'mini-program' | null
  /**
   * 地址
   */
  ip?: string | null
  /**
   * 设备
   */
  userAgent?: string | null
  /**
   * 最近活动
   */
  lastSeenAt?: string | null
  /**
   * 到期时间
   */
  expiresAt?: string | null
  /**
   * 正在以其身份查看
   */
  viewingUser?: {
    id: string
    label: string | null
  } | null
  /**
   * 查看到
   */
  viewingUntil?: string | null
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
 * 新增会话
 */
export interface CoreSessionInput {}

/**
 * 修改会话
 */
export interface CoreSessionPatch {}

/**
 * 单位设置
 */
export interface CoreSetting {
  id: string
  version: number
  /**
   * 启动页：手机端启动时展示 3 秒，建议 750×1334
   */
  startPage?: string | null
  /**
   * 电脑登录页背景：登录前就能看到，建议 1920×1080
   */
  desktopLoginBackground?: string | null
  /**
   * 电脑首页背景：建议 1920×480
   */
  desktopHomeBackground?: string | null
  /**
   * 手机登录页背景：登录前就能看到，建议 750×1334
   */
  phoneLoginBackground?: string | null
  /**
   * 手机首页背景：建议 750×420
   */
  phoneHomeBackground?: string | null
  /**
   * 资讯页背景：建议 1920×480
   */
  newsBackground?: string | null
  /**
   * 初始密码
   */
  initialPassword?: 'fixed' | 'random' | null
  /**
   * 减负合规模式：隐藏排名、在线时长、位置证明、强制上传、红包和商城
   */
  reliefMode?: boolean | null
  /**
   * 免打扰开始：此时起不发短信、不打语音电话，如 21:00；不填按平台规定，与结束相同则不设
   */
  quietFrom?: string | null
  /**
   * 免打扰结束：如 08:00，此前的消息到时再发
   */
  quietTo?: string | null
  /**
   * 本单位规定的数值：规定允许各单位自定的期限和人数，自所填日期起适用
   */
  rules?:
    | {
        /**
         * 项目
         */
        key: string | null
        /**
         * 数值
         */
        value: number | null
        /**
         * 何时起
         */
        effectiveFrom: string | null
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
 * 新增单位设置
 */
export interface CoreSettingInput {
  /**
   * 启动页：手机端启动时展示 3 秒，建议 750×1334
   */
  startPage?: string | null
  /**
   * 电脑登录页背景：登录前就能看到，建议 1920×1080
   */
  desktopLoginBackground?: string | null
  /**
   * 电脑首页背景：建议 1920×480
   */
  desktopHomeBackground?: string | null
  /**
   * 手机登录页背景：登录前就能看到，建议 750×1334
   */
  phoneLoginBackground?: string | null
  /**
   * 手机首页背景：建议 750×420
   */
  phoneHomeBackground?: string | null
  /**
   * 资讯页背景：建议 1920×480
   */
  newsBackground?: string | null
  /**
   * 初始密码：不填时为 统一初始密码
   */
  initialPassword?: 'fixed' | 'random' | null
  /**
   * 减负合规模式：隐藏排名、在线时长、位置证明、强制上传、红包和商城；不填时为 false
   */
  reliefMode?: boolean | null
  /**
   * 免打扰开始：此时起不发短信、不打语音电话，如 21:00；不填按平台规定，与结束相同则不设
   */
  quietFrom?: string | null
  /**
   * 免打扰结束：如 08:00，此前的消息到时再发
   */
  quietTo?: string | null
  /**
   * 本单位规定的数值：规定允许各单位自定的期限和人数，自所填日期起适用
   *
   * @maxItems 100
   */
  rules?:
    | {
        /**
         * 项目
         */
        key: string
        /**
         * 数值
         */
        value: number
        /**
         * 何时起
         */
        effectiveFrom: string
      }[]
    | null
}

/**
 * 修改单位设置
 */
export interface CoreSettingPatch {
  /**
   * 启动页：手机端启动时展示 3 秒，建议 750×1334
   */
  startPage?: string | null
  /**
   * 电脑登录页背景：登录前就能看到，建议 1920×1080
   */
  desktopLoginBackground?: string | null
  /**
   * 电脑首页背景：建议 1920×480
   */
  desktopHomeBackground?: string | null
  /**
   * 手机登录页背景：登录前就能看到，建议 750×1334
   */
  phoneLoginBackground?: string | null
  /**
   * 手机首页背景：建议 750×420
   */
  phoneHomeBackground?: string | null
  /**
   * 资讯页背景：建议 1920×480
   */
  newsBackground?: string | null
  /**
   * 初始密码
   */
  initialPassword?: 'fixed' | 'random' | null
  /**
   * 减负合规模式：隐藏排名、在线时长、位置证明、强制上传、红包和商城
   */
  reliefMode?: boolean | null
  /**
   * 免打扰开始：此时起不发短信、不打语音电话，如 21:00；不填按平台规定，与结束相同则不设
   */
  quietFrom?: string | null
  /**
   * 免打扰结束：如 08:00，此前的消息到时再发
   */
  quietTo?: string | null
  /**
   * 本单位规定的数值：规定允许各单位自定的期限和人数，自所填日期起适用
   *
   * @maxItems 100
   */
  rules?:
    | {
        /**
         * 项目
         */
        key: string
        /**
         * 数值
         */
        value: number
        /**
         * 何时起
         */
        effectiveFrom: string
      }[]
    | null
}

/**
 * 常用功能
 */
export interface CoreShortcut {
  id: string
  version: number
  /**
   * 用户
   */
  user?: {
    id: string
    label: string | null
  } | null
  /**
   * 菜单
   */
  menu?: string | null
  /**
   * 排序
   */
  position?: number | null
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
 * 新增常用功能
 */
export interface CoreShortcutInput {
  /**
   * 菜单
   */
  menu: string
  /**
   * 排序：不填时为 0
   */
  position?: number | null
}

/**
 * 修改常用功能
 */
export interface CoreShortcutPatch {
  /**
   * 排序
   */
  position?: number | null
}

/**
 * 免密登录申请
 */
export interface CoreSsoApplication {
  id: string
  version: number
  /**
   * 租户
   */
  tenant?: {
    id: string
    label: string | null
  } | null
  /**
   * 平台名称
   */
  name?: string | null
  /**
   * 平台网址
   */
  homepage?: string | null
  /**
   * 允许的来源：从这些网址的页面进入；其他网页上的链接不能进入
   */
  origins?: string[] | null
  /**
   * 联系人
   */
  contactName?: string | null
  /**
   * 联系电话
   */
  contactPhone?: string | null
  /**
   * 用途
   */
  purpose?: string | null
  /**
   * 状态
   */
  state?: 'applied' | 'approved' | 'refused' | 'stopped' | null
  /**
   * 审核意见
   */
  reviewNote?: string | null
  /**
   * 审核时间
   */
  reviewedAt?: string | null
  /**
   * 可用次数：开通时赠送；平台运营可以改为更多
   */
  entriesGranted?: number | null
  /**
   * 已用次数
   */
  entriesUsed?: number | null
  /**
   * 密钥生成时间
   */
  secretMadeAt?: string | null
  /**
   * 旧密钥有效至
   */
  formerSecretUntil?: string | null
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
 * 新增免密登录申请
 */
export interface CoreSsoApplicationInput {
  /**
   * 可用次数：开通时赠送；平台运营可以改为更多
   */
  entriesGranted?: number | null
}

/**
 * 修改免密登录申请
 */
export interface CoreSsoApplicationPatch {
  /**
   * 可用次数：开通时赠送；平台运营可以改为更多
   */
  entriesGranted?: number | null
}

/**
 * 免密登录记录
 */
export interface CoreSsoEntry {
  id: string
  version: number
  /**
   * 应用编号
   */
  applicationId?: string | null
  /**
   * 来自平台
   */
  applicationName?: string | null
  /**
   * 用户
   */
  user?: {
    id: string
    label: string | null
  } | null
  /**
   * 结果
   */
  state?: 'issued' | 'entered' | 'refused' | null
  /**
   * 拒绝原因
   */
  reason?: string | null
  /**
   * 终端
   */
  channel?: 'browser' | 'mini-program' | null
  /**
   * 地址
   */
  ip?: string | null
  /**
   * 进入时间
   */
  enteredAt?: string | null
  /**
   * 凭证有效至
   */
  expiresAt?: string | null
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
 * 新增免密登录记录
 */
export interface CoreSsoEntryInput {}

/**
 * 修改免密登录记录
 */
export interface CoreSsoEntryPatch {}

/**
 * 办理记录
 */
export interface CoreStep {
  id: string
  version: number
  /**
   * 流程
   */
  process?: {
    id: string
    label: string | null
  } | null
  /**
   * 动作代码
   */
  event?: string | null
  /**
   * 动作
   */
  title?: string | null
  /**
   * 种类
   */
  kind?: 'start' | 'move' | 'agree' | 'refuse' | 'return' | 'remind' | 'escalate' | null
  /**
   * 原状态
   */
  from?: string | null
  /**
   * 新状态
   */
  to?: string | null
  /**
   * 办理人
   */
  user?: {
    id: string
    label: string | null
  } | null
  /**
   * 代谁办理
   */
  onBehalfOf?: {
    id: string
    label: string | null
  } | null
  /**
   * 自动
   */
  isAutomatic?: boolean | null
  /**
   * 轮次
   */
  round?: number | null
  /**
   * 填写内容
   */
  answers?: {} | null
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
 * 新增办理记录
 */
export interface CoreStepInput {}

/**
 * 修改办理记录
 */
export interface CoreStepPatch {}

/**
 * 待办
 */
export interface CoreTask {
  id: string
  version: number
  /**
   * 事项
   */
  title?: string | null
  /**
   * 步骤
   */
  step?: string | null
  /**
   * 当前步骤
   */
  stepTitle?: string | null
  /**
   * 信息种类
   */
  entity?: string | null
  /**
   * 对象
   */
  recordId?: string | null
  /**
   * 党组织
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 流程
   */
  process?: {
    id: string
    label: string | null
  } | null
  /**
   * 办理人
   */
  user?: {
    id: string
    label: string | null
  } | null
  /**
   * 代谁办理
   */
  onBehalfOf?: {
    id: string
    label: string | null
  } | null
  /**
   * 状态
   */
  state?: 'open' | 'done' | 'closed' | null
  /**
   * 轮次
   */
  round?: number | null
  /**
   * 办理期限
   */
  dueAt?: string | null
  /**
   * 办结时间
   */
  endedAt?: string | null
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
 * 新增待办
 */
export interface CoreTaskInput {}

/**
 * 修改待办
 */
export interface CoreTaskPatch {}

/**
 * 租户
 */
export interface CoreTenant {
  id: string
  version: number
  /**
   * 租户代码
   */
  code?: string | null
  /**
   * 租户名称
   */
  name?: string | null
  /**
   * 版本
   */
  edition?: string | null
  /**
   * 状态
   */
  state?: 'active' | 'suspended' | null
  /**
   * 联系电话
   */
  contactPhone?: string | null
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
 * 新增租户
 */
export interface CoreTenantInput {
  /**
   * 租户代码
   */
  code: string
  /**
   * 租户名称
   */
  name: string
  /**
   * 版本
   */
  edition: string
  /**
   * 状态：不填时为 正常
   */
  state?: 'active' | 'suspended' | null
  /**
   * 联系电话
   */
  contactPhone?: string | null
}

/**
 * 修改租户
 */
export interface CoreTenantPatch {
  /**
   * 租户名称
   */
  name?: string | null
  /**
   * 版本
   */
  edition?: string | null
  /**
   * 状态
   */
  state?: 'active' | 'suspended' | null
  /**
   * 联系电话
   */
  contactPhone?: string | null
}

/**
 * 用户
 */
export interface CoreUser {
  id: string
  version: number
  /**
   * 用户名：以字母开头，可含字母、数字、点、下划线和短横线
   */
  username?: string | null
  /**
   * 姓名
   */
  name?: string | null
  /**
   * 手机号
   */
  phone?: string | null
  /**
   * 党组织
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 账号状态
   */
  state?: 'active' | 'locked' | 'disabled' | null
  /**
   * 须修改密码
   */
  mustChangePassword?: boolean | null
  /**
   * 最近登录
   */
  lastSignedInAt?: string | null
  /**
   * 密码修改时间
   */
  passwordChangedAt?: string | null
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
 * 新增用户
 */
export interface CoreUserInput {
  /**
   * 用户名：以字母开头，可含字母、数字、点、下划线和短横线
   */
  username?: string | null
  /**
   * 姓名
   */
  name: string
  /**
   * 手机号
   */
  phone?: string | null
  /**
   * 党组织
   */
  organizationId: string
}

/**
 * 修改用户
 */
export interface CoreUserPatch {
  /**
   * 用户名：以字母开头，可含字母、数字、点、下划线和短横线
   */
  username?: string | null
  /**
   * 姓名
   */
  name?: string | null
  /**
   * 手机号
   */
  phone?: string | null
  /**
   * 党组织
   */
  organizationId?: string | null
}

/**
 * 网站登录
 */
export interface CoreVisit {
  id: string
  version: number
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
 * 新增网站登录
 */
export interface CoreVisitInput {}

/**
 * 修改网站登录
 */
export interface CoreVisitPatch {}

/**
 * 推送记录
 */
export interface CoreWebhookDelivery {
  id: string
  version: number
  /**
   * 事件推送
   */
  webhook?: {
    id: string
    label: string | null
  } | null
  /**
   * 事件
   */
  event?: string | null
  /**
   * 事件编号
   */
  eventId?: string | null
  /**
   * 状态
   */
  state?: 'waiting' | 'delivered' | 'failed' | null
  /**
   * 已试次数
   */
  attempts?: number | null
  /**
   * 对方应答
   */
  status?: number | null
  /**
   * 原因
   */
  error?: string | null
  /**
   * 送达时间
   */
  deliveredAt?: string | null
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
export interface CoreWebhookDeliveryInput {}

/**
 * 修改推送记录
 */
export interface CoreWebhookDeliveryPatch {}

/**
 * 事件推送
 */
export interface CoreWebhook {
  id: string
  version: number
  /**
   * 名称
   */
  name?: string | null
  /**
   * 接收地址：以 https:// 开头的公网地址
   */
  address?: string | null
  /**
   * 推送的事件：如 members/member.created
   */
  events?: string[] | null
  /**
   * 状态
   */
  state?: 'on' | 'off' | null
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
 * 新增事件推送
 */
export interface CoreWebhookInput {
  /**
   * 名称
   */
  name: string
  /**
   * 接收地址：以 https:// 开头的公网地址
   */
  address: string
  /**
   * 推送的事件：如 members/member.created
   *
   * @minItems 1
   * @maxItems 50
   */
  events: string[]
  /**
   * 状态：不填时为 启用
   */
  state?: 'on' | 'off' | null
}

/**
 * 修改事件推送
 */
export interface CoreWebhookPatch {
  /**
   * 名称
   */
  name?: string | null
  /**
   * 接收地址：以 https:// 开头的公网地址
   */
  address?: string | null
  /**
   * 推送的事件：如 members/member.created
   *
   * @minItems 1
   * @maxItems 50
   */
  events?: string[] | null
  /**
   * 状态
   */
  state?: 'on' | 'off' | null
}

/** Every entity of this plugin: as read, as created, as changed. */
export type Entities = {
  'core/activation-code': { read: CoreActivationCode; input: CoreActivationCodeInput; patch: CoreActivationCodePatch }
  'core/appointment': { read: CoreAppointment; input: CoreAppointmentInput; patch: CoreAppointmentPatch }
  'core/audit-entry': { read: CoreAuditEntry; input: CoreAuditEntryInput; patch: CoreAuditEntryPatch }
  'core/binding': { read: CoreBinding; input: CoreBindingInput; patch: CoreBindingPatch }
  'core/delegation': { read: CoreDelegation; input: CoreDelegationInput; patch: CoreDelegationPatch }
  'core/delivery': { read: CoreDelivery; input: CoreDeliveryInput; patch: CoreDeliveryPatch }
  'core/entitlement': { read: CoreEntitlement; input: CoreEntitlementInput; patch: CoreEntitlementPatch }
  'core/event': { read: CoreEvent; input: CoreEventInput; patch: CoreEventPatch }
  'core/file': { read: CoreFile; input: CoreFileInput; patch: CoreFilePatch }
  'core/grant': { read: CoreGrant; input: CoreGrantInput; patch: CoreGrantPatch }
  'core/holiday': { read: CoreHoliday; input: CoreHolidayInput; patch: CoreHolidayPatch }
  'core/issued-number': { read: CoreIssuedNumber; input: CoreIssuedNumberInput; patch: CoreIssuedNumberPatch }
  'core/job': { read: CoreJob; input: CoreJobInput; patch: CoreJobPatch }
  'core/menu-setting': { read: CoreMenuSetting; input: CoreMenuSettingInput; patch: CoreMenuSettingPatch }
  'core/message-setting': { read: CoreMessageSetting; input: CoreMessageSettingInput; patch: CoreMessageSettingPatch }
  'core/message': { read: CoreMessage; input: CoreMessageInput; patch: CoreMessagePatch }
  'core/number-counter': { read: CoreNumberCounter; input: CoreNumberCounterInput; patch: CoreNumberCounterPatch }
  'core/organization-change': { read: CoreOrganizationChange; input: CoreOrganizationChangeInput; patch: CoreOrganizationChangePatch }
  'core/organization': { read: CoreOrganization; input: CoreOrganizationInput; patch: CoreOrganizationPatch }
  'core/own-field': { read: CoreOwnField; input: CoreOwnFieldInput; patch: CoreOwnFieldPatch }
  'core/plugin-switch': { read: CorePluginSwitch; input: CorePluginSwitchInput; patch: CorePluginSwitchPatch }
  'core/post': { read: CorePost; input: CorePostInput; patch: CorePostPatch }
  'core/process': { read: CoreProcess; input: CoreProcessInput; patch: CoreProcessPatch }
  'core/role': { read: CoreRole; input: CoreRoleInput; patch: CoreRolePatch }
  'core/sample': { read: CoreSample; input: CoreSampleInput; patch: CoreSamplePatch }
  'core/saved-view': { read: CoreSavedView; input: CoreSavedViewInput; patch: CoreSavedViewPatch }
  'core/session': { read: CoreSession; input: CoreSessionInput; patch: CoreSessionPatch }
  'core/setting': { read: CoreSetting; input: CoreSettingInput; patch: CoreSettingPatch }
  'core/shortcut': { read: CoreShortcut; input: CoreShortcutInput; patch: CoreShortcutPatch }
  'core/sso-application': { read: CoreSsoApplication; input: CoreSsoApplicationInput; patch: CoreSsoApplicationPatch }
  'core/sso-entry': { read: CoreSsoEntry; input: CoreSsoEntryInput; patch: CoreSsoEntryPatch }
  'core/step': { read: CoreStep; input: CoreStepInput; patch: CoreStepPatch }
  'core/task': { read: CoreTask; input: CoreTaskInput; patch: CoreTaskPatch }
  'core/tenant': { read: CoreTenant; input: CoreTenantInput; patch: CoreTenantPatch }
  'core/user': { read: CoreUser; input: CoreUserInput; patch: CoreUserPatch }
  'core/visit': { read: CoreVisit; input: CoreVisitInput; patch: CoreVisitPatch }
  'core/webhook-delivery': { read: CoreWebhookDelivery; input: CoreWebhookDeliveryInput; patch: CoreWebhookDeliveryPatch }
  'core/webhook': { read: CoreWebhook; input: CoreWebhookInput; patch: CoreWebhookPatch }
}
