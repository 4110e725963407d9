// Made by `npm run types` from entities/*.json; changed there, not here.

/**
 * 系统外调入
 */
export interface TransfersArrival {
  id: string
  version: number
  /**
   * 姓名
   */
  name?: string | null
  /**
   * 身份证号：加密保存，总是遮盖显示；完整内容由 reveal 查看
   */
  idNumber?: string | null
  /**
   * 转入党支部
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 开信党委：介绍信的落款，即对方有权转接组织关系的党委
   */
  sender?: string | null
  /**
   * 介绍信编号
   */
  letterNumber?: string | null
  /**
   * 有效期至
   */
  validUntil?: string | null
  /**
   * 报到日期
   */
  arrivedOn?: string | null
  /**
   * 党费交至：年和月，如 2026-06；本支部从下一个月起收
   */
  duesPaidTo?: string | null
  /**
   * 转入基层党委
   */
  committee?: {
    id: string
    label: string | null
  } | null
  /**
   * 手机号
   */
  phone?: string | null
  /**
   * 性别：不填则按身份证号
   */
  sex?: string | null
  /**
   * 出生日期：不填则按身份证号
   */
  birthOn?: string | null
  /**
   * 民族
   */
  ethnicity?: string | null
  /**
   * 文化程度
   */
  education?: string | null
  /**
   * 工作单位
   */
  workUnit?: string | null
  /**
   * 党员类别
   */
  category?: string | null
  /**
   * 入党日期
   */
  joinedOn?: string | null
  /**
   * 转正日期：预备党员不填
   */
  regularOn?: string | null
  /**
   * 对方通讯地址
   */
  senderAddress?: string | null
  /**
   * 对方联系电话
   */
  senderPhone?: string | null
  /**
   * 开信日期
   */
  letterOn?: string | null
  /**
   * 有效期（天）
   */
  validDays?: number | null
  /**
   * 起收月份
   */
  duesFrom?: string | null
  /**
   * 随转的发展党员材料：预备党员须收齐全部发展材料
   */
  fileNote?: string | null
  /**
   * 凭验证码接收
   */
  isOnline?: boolean | null
  /**
   * 党员
   */
  member?: {
    id: string
    label: string | null
  } | null
  /**
   * 回执日期
   */
  receiptOn?: string | null
  /**
   * 状态
   */
  state?: 'draft' | 'receiving' | 'joining' | 'done' | 'declined' | null
  /**
   * 备注
   */
  remark?: string | null
  /**
   * 介绍信等附件
   */
  attachments?: string[] | null
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
 * 新增系统外调入
 */
export interface TransfersArrivalInput {
  /**
   * 姓名
   */
  name: string
  /**
   * 身份证号：18 位，末位可为 X；请按文本填写
   */
  idNumber: string
  /**
   * 转入党支部
   */
  organizationId: string
  /**
   * 开信党委：介绍信的落款，即对方有权转接组织关系的党委
   */
  sender: string
  /**
   * 介绍信编号
   */
  letterNumber: string
  /**
   * 报到日期
   */
  arrivedOn?: string | null
  /**
   * 党费交至：年和月，如 2026-06；本支部从下一个月起收
   */
  duesPaidTo: string
  /**
   * 手机号
   */
  phone?: string | null
  /**
   * 性别：不填则按身份证号
   */
  sex?: string | null
  /**
   * 出生日期：不填则按身份证号
   */
  birthOn?: string | null
  /**
   * 民族
   */
  ethnicity?: string | null
  /**
   * 文化程度
   */
  education?: string | null
  /**
   * 工作单位
   */
  workUnit?: string | null
  /**
   * 党员类别
   */
  category: string
  /**
   * 入党日期
   */
  joinedOn: string
  /**
   * 转正日期：预备党员不填
   */
  regularOn?: string | null
  /**
   * 对方通讯地址
   */
  senderAddress?: string | null
  /**
   * 对方联系电话
   */
  senderPhone?: string | null
  /**
   * 开信日期
   */
  letterOn: string
  /**
   * 有效期（天）
   */
  validDays: number
  /**
   * 随转的发展党员材料：预备党员须收齐全部发展材料
   */
  fileNote?: string | null
  /**
   * 备注
   */
  remark?: string | null
  /**
   * 介绍信等附件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
}

/**
 * 修改系统外调入
 */
export interface TransfersArrivalPatch {
  /**
   * 姓名
   */
  name?: string | null
  /**
   * 身份证号：18 位，末位可为 X；请按文本填写
   */
  idNumber?: string | null
  /**
   * 转入党支部
   */
  organizationId?: string | null
  /**
   * 开信党委：介绍信的落款，即对方有权转接组织关系的党委
   */
  sender?: string | null
  /**
   * 介绍信编号
   */
  letterNumber?: string | null
  /**
   * 报到日期
   */
  arrivedOn?: string | null
  /**
   * 党费交至：年和月，如 2026-06；本支部从下一个月起收
   */
  duesPaidTo?: string | null
  /**
   * 手机号
   */
  phone?: string | null
  /**
   * 性别：不填则按身份证号
   */
  sex?: string | null
  /**
   * 出生日期：不填则按身份证号
   */
  birthOn?: string | null
  /**
   * 民族
   */
  ethnicity?: string | null
  /**
   * 文化程度
   */
  education?: string | null
  /**
   * 工作单位
   */
  workUnit?: string | null
  /**
   * 党员类别
   */
  category?: string | null
  /**
   * 入党日期
   */
  joinedOn?: string | null
  /**
   * 转正日期：预备党员不填
   */
  regularOn?: string | null
  /**
   * 对方通讯地址
   */
  senderAddress?: string | null
  /**
   * 对方联系电话
   */
  senderPhone?: string | null
  /**
   * 开信日期
   */
  letterOn?: string | null
  /**
   * 有效期（天）
   */
  validDays?: number | null
  /**
   * 随转的发展党员材料：预备党员须收齐全部发展材料
   */
  fileNote?: string | null
  /**
   * 备注
   */
  remark?: string | null
  /**
   * 介绍信等附件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
}

/**
 * 接转单位
 */
export interface TransfersOffice {
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
   * 单位名称：介绍信的抬头和落款；不填则为党组织全称
   */
  name?: string | null
  /**
   * 联系人
   */
  contactName?: string | null
  /**
   * 联系电话
   */
  phone?: string | null
  /**
   * 传真
   */
  fax?: string | null
  /**
   * 邮编：6 位数字
   */
  postcode?: string | null
  /**
   * 通讯地址
   */
  address?: string | null
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
 * 新增接转单位
 */
export interface TransfersOfficeInput {
  /**
   * 党组织：有审批预备党员权限的基层党委
   */
  organizationId: string
  /**
   * 单位名称：介绍信的抬头和落款；不填则为党组织全称
   */
  name?: string | null
  /**
   * 联系人
   */
  contactName?: string | null
  /**
   * 联系电话
   */
  phone?: string | null
  /**
   * 传真
   */
  fax?: string | null
  /**
   * 邮编：6 位数字
   */
  postcode?: string | null
  /**
   * 通讯地址
   */
  address?: string | null
}

/**
 * 修改接转单位
 */
export interface TransfersOfficePatch {
  /**
   * 单位名称：介绍信的抬头和落款；不填则为党组织全称
   */
  name?: string | null
  /**
   * 联系人
   */
  contactName?: string | null
  /**
   * 联系电话
   */
  phone?: string | null
  /**
   * 传真
   */
  fax?: string | null
  /**
   * 邮编：6 位数字
   */
  postcode?: string | null
  /**
   * 通讯地址
   */
  address?: string | null
}

/**
 * 党员调动
 */
export interface TransfersTransfer {
  id: string
  version: number
  /**
   * 姓名
   */
  name?: string | null
  /**
   * 党员
   */
  member?: {
    id: string
    label: string | null
  } | null
  /**
   * 调动类型
   */
  kind?: 'within' | 'out' | null
  /**
   * 转出党组织
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 转入单位
   */
  toOffice?: {
    id: string
    label: string | null
  } | null
  /**
   * 去往：系统内填写要去的党支部（不清楚可不填）；调出系统外填写介绍信的抬头，即对方基层党委
   */
  destination?: string | null
  /**
   * 调动原因
   */
  reason?: 'job' | 'residence' | 'retirement' | 'study' | 'service' | 'away' | 'other' | null
  /**
   * 介绍信编号
   */
  number?: string | null
  /**
   * 开信日期
   */
  issuedOn?: string | null
  /**
   * 有效期至
   */
  validUntil?: string | null
  /**
   * 党费交至：年和月，如 2026-06；转入方从下一个月起收
   */
  duesPaidTo?: string | null
  /**
   * 性别
   */
  sex?: string | null
  /**
   * 民族
   */
  ethnicity?: string | null
  /**
   * 出生日期
   */
  birthOn?: string | null
  /**
   * 党员类别
   */
  category?: string | null
  /**
   * 党员联系电话
   */
  phone?: string | null
  /**
   * 转出基层党委
   */
  committee?: {
    id: string
    label: string | null
  } | null
  /**
   * 转入基层党委
   */
  toCommittee?: {
    id: string
    label: string | null
  } | null
  /**
   * 说明
   */
  explanation?: string | null
  /**
   * 有效期（天）：本地一般 10 天，外地一般 30 天，最长 90 天
   */
  validDays?: number | null
  /**
   * 转入方起收月份
   */
  duesFrom?: string | null
  /**
   * 随转的发展党员材料：预备党员的全部发展材料须随同转去，写明份数和寄送方式
   */
  fileNote?: string | null
  /**
   * 经办人
   */
  handler?: string | null
  /**
   * 收信党委
   */
  receiver?: {
    id: string
    label: string | null
  } | null
  /**
   * 编入党支部
   */
  into?: {
    id: string
    label: string | null
  } | null
  /**
   * 回执日期
   */
  receiptOn?: string | null
  /**
   * 回执单位：对方基层党委，即接收组织关系的单位
   */
  receiptFrom?: string | null
  /**
   * 状态
   */
  state?:
    | 'draft'
    | 'branch'
    | 'committee'
    | 'local'
    | 'transit'
    | 'receiving'
    | 'joining'
    | 'outside'
    | 'done'
    | 'returned'
    | 'revoked'
    | 'expired'
    | null
  /**
   * 附件
   */
  attachments?: string[] | null
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
 * 新增党员调动
 */
export interface TransfersTransferInput {
  /**
   * 党员：填写党员的身份证号
   */
  memberId: string
  /**
   * 调动类型：不填时为 系统内调动
   */
  kind?: 'within' | 'out' | null
  /**
   * 转入单位：系统内有权接转组织关系的基层党委
   */
  toOfficeId?: string | null
  /**
   * 去往：系统内填写要去的党支部（不清楚可不填）；调出系统外填写介绍信的抬头，即对方基层党委
   */
  destination?: string | null
  /**
   * 调动原因：不填时为 工作变动
   */
  reason?: 'job' | 'residence' | 'retirement' | 'study' | 'service' | 'away' | 'other' | null
  /**
   * 说明
   */
  explanation?: string | null
  /**
   * 附件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
}

/**
 * 修改党员调动
 */
export interface TransfersTransferPatch {
  /**
   * 调动类型
   */
  kind?: 'within' | 'out' | null
  /**
   * 转入单位：系统内有权接转组织关系的基层党委
   */
  toOfficeId?: string | null
  /**
   * 去往：系统内填写要去的党支部（不清楚可不填）；调出系统外填写介绍信的抬头，即对方基层党委
   */
  destination?: string | null
  /**
   * 调动原因
   */
  reason?: 'job' | 'residence' | 'retirement' | 'study' | 'service' | 'away' | 'other' | null
  /**
   * 说明
   */
  explanation?: string | null
  /**
   * 附件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
}

/** Every entity of this plugin: as read, as created, as changed. */
export type Entities = {
  'transfers/arrival': { read: TransfersArrival; input: TransfersArrivalInput; patch: TransfersArrivalPatch }
  'transfers/office': { read: TransfersOffice; input: TransfersOfficeInput; patch: TransfersOfficePatch }
  'transfers/transfer': { read: TransfersTransfer; input: TransfersTransferInput; patch: TransfersTransferPatch }
}
