// Made by `npm run types` from entities/*.json; changed there, not here.

/**
 * 申报规则
 */
export interface PointsClaimRule {
  id: string
  version: number
  /**
   * 名称
   */
  name?: string | null
  /**
   * 类别
   */
  category?: string | null
  /**
   * 分值
   */
  points?: number | null
  /**
   * 上限周期：不填则不限
   */
  per?: 'day' | 'month' | 'year' | null
  /**
   * 周期内上限：每名党员一个周期内最多计多少分
   */
  maximum?: number | null
  /**
   * 说明：什么可以申报、需要什么证明
   */
  description?: string | null
  /**
   * 状态
   */
  state?: 'open' | 'used' | 'off' | 'used-off' | 'abolished' | null
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
 * 新增申报规则
 */
export interface PointsClaimRuleInput {
  /**
   * 名称
   */
  name: string
  /**
   * 类别
   */
  category: string
  /**
   * 分值
   */
  points: number
  /**
   * 上限周期：不填则不限
   */
  per?: 'day' | 'month' | 'year' | null
  /**
   * 周期内上限：每名党员一个周期内最多计多少分
   */
  maximum?: number | null
  /**
   * 说明：什么可以申报、需要什么证明
   */
  description?: string | null
}

/**
 * 修改申报规则
 */
export interface PointsClaimRulePatch {
  /**
   * 名称
   */
  name?: string | null
  /**
   * 类别
   */
  category?: string | null
  /**
   * 分值
   */
  points?: number | null
  /**
   * 上限周期：不填则不限
   */
  per?: 'day' | 'month' | 'year' | null
  /**
   * 周期内上限：每名党员一个周期内最多计多少分
   */
  maximum?: number | null
  /**
   * 说明：什么可以申报、需要什么证明
   */
  description?: string | null
}

/**
 * 积分申报
 */
export interface PointsClaim {
  id: string
  version: number
  /**
   * 党员
   */
  member?: {
    id: string
    label: string | null
  } | null
  /**
   * 申报规则
   */
  rule?: {
    id: string
    label: string | null
  } | null
  /**
   * 事项
   */
  title?: string | null
  /**
   * 日期：积分计入这一天所在的年、月
   */
  happenedOn?: string | null
  /**
   * 申报分值
   */
  points?: number | null
  /**
   * 实得积分：到了规则的上限时少于申报分值；驳回后为 0
   */
  given?: number | null
  /**
   * 情况说明
   */
  description?: string | null
  /**
   * 证明材料：照片、证书或文件
   */
  attachments?: string[] | null
  /**
   * 党组织
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 状态
   */
  state?: 'draft' | 'review' | 'reviewed' | 'rejected' | null
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
 * 新增积分申报
 */
export interface PointsClaimInput {
  /**
   * 党员
   */
  memberId: string
  /**
   * 申报规则
   */
  ruleId: string
  /**
   * 事项
   */
  title: string
  /**
   * 日期：积分计入这一天所在的年、月
   */
  happenedOn: string
  /**
   * 情况说明
   */
  description?: string | null
  /**
   * 证明材料：照片、证书或文件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
  /**
   * 党组织：申报时所在的党组织；不填则为党员现在所在的党组织
   */
  organizationId?: string | null
}

/**
 * 修改积分申报
 */
export interface PointsClaimPatch {
  /**
   * 事项
   */
  title?: string | null
  /**
   * 日期：积分计入这一天所在的年、月
   */
  happenedOn?: string | null
  /**
   * 情况说明
   */
  description?: string | null
  /**
   * 证明材料：照片、证书或文件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
}

/**
 * 积分明细
 */
export interface PointsEntry {
  id: string
  version: number
  /**
   * 党员
   */
  member?: {
    id: string
    label: string | null
  } | null
  /**
   * 事项
   */
  title?: string | null
  /**
   * 积分：负数为扣回
   */
  points?: number | null
  /**
   * 日期：积分计入这一天所在的年、月
   */
  occurredOn?: string | null
  /**
   * 类别
   */
  category?: string | null
  /**
   * 党组织
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 之前：这一笔之前的累计积分
   */
  before?: number | null
  /**
   * 之后：这一笔之后的累计积分
   */
  after?: number | null
  /**
   * 说明
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
 * 新增积分明细
 */
export interface PointsEntryInput {}

/**
 * 修改积分明细
 */
export interface PointsEntryPatch {}

/**
 * 学习强国积分
 */
export interface PointsLearningScore {
  id: string
  version: number
  /**
   * 党员
   */
  member?: {
    id: string
    label: string | null
  } | null
  /**
   * 党组织名称
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 月份：年-月，如 2026-05
   */
  month?: string | null
  /**
   * 当月积分
   */
  points?: number | null
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
 * 新增学习强国积分
 */
export interface PointsLearningScoreInput {
  /**
   * 党员：填写党员的身份证号
   */
  memberId: string
  /**
   * 党组织名称：不填则为党员现在所在的党组织
   */
  organizationId?: string | null
  /**
   * 月份：年-月，如 2026-05
   */
  month: string
  /**
   * 当月积分
   */
  points: number
}

/**
 * 修改学习强国积分
 */
export interface PointsLearningScorePatch {
  /**
   * 党员：填写党员的身份证号
   */
  memberId?: string | null
  /**
   * 党组织名称：不填则为党员现在所在的党组织
   */
  organizationId?: string | null
  /**
   * 月份：年-月，如 2026-05
   */
  month?: string | null
  /**
   * 当月积分
   */
  points?: number | null
}

/**
 * 积分规则
 */
export interface PointsRule {
  id: string
  version: number
  /**
   * 规则
   */
  title?: string | null
  /**
   * 启用：停用后不再计分，已经确认的积分不变
   */
  isOn?: boolean | null
  /**
   * 分值：每次计多少分；改动只影响以后
   */
  points?: number | null
  /**
   * 上限周期
   */
  per?: 'day' | 'month' | 'year' | null
  /**
   * 周期内上限：一个周期内最多计多少分；不填则不限
   */
  maximum?: number | null
  /**
   * 来自：发生在哪个功能里
   */
  source?: string | null
  /**
   * 类别
   */
  category?: string | null
  /**
   * 计给
   */
  receiver?: 'member' | 'organization' | null
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
 * 新增积分规则
 */
export interface PointsRuleInput {
  /**
   * 启用：停用后不再计分，已经确认的积分不变；不填时为 true
   */
  isOn?: boolean | null
  /**
   * 分值：每次计多少分；改动只影响以后
   */
  points: number
  /**
   * 周期内上限：一个周期内最多计多少分；不填则不限
   */
  maximum?: number | null
}

/**
 * 修改积分规则
 */
export interface PointsRulePatch {
  /**
   * 启用：停用后不再计分，已经确认的积分不变
   */
  isOn?: boolean | null
  /**
   * 分值：每次计多少分；改动只影响以后
   */
  points?: number | null
  /**
   * 周期内上限：一个周期内最多计多少分；不填则不限
   */
  maximum?: number | null
}

/**
 * 积分合计
 */
export interface PointsSum {
  id: string
  version: number
  /**
   * 谁的
   */
  receiverKind?: 'member' | 'organization' | null
  /**
   * 党员
   */
  member?: {
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
   * 上级党组织
   */
  area?: {
    id: string
    label: string | null
  } | null
  /**
   * 时间：all 为累计，2026 为全年，2026-05 为当月
   */
  period?: string | null
  /**
   * 类别：空的为各类合计
   */
  category?: string | null
  /**
   * 积分
   */
  points?: number | null
  /**
   * 笔数
   */
  entries?: number | null
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
 * 新增积分合计
 */
export interface PointsSumInput {}

/**
 * 修改积分合计
 */
export interface PointsSumPatch {}

/** Every entity of this plugin: as read, as created, as changed. */
export type Entities = {
  'points/claim-rule': { read: PointsClaimRule; input: PointsClaimRuleInput; patch: PointsClaimRulePatch }
  'points/claim': { read: PointsClaim; input: PointsClaimInput; patch: PointsClaimPatch }
  'points/entry': { read: PointsEntry; input: PointsEntryInput; patch: PointsEntryPatch }
  'points/learning-score': { read: PointsLearningScore; input: PointsLearningScoreInput; patch: PointsLearningScorePatch }
  'points/rule': { read: PointsRule; input: PointsRuleInput; patch: PointsRulePatch }
  'points/sum': { read: PointsSum; input: PointsSumInput; patch: PointsSumPatch }
}
