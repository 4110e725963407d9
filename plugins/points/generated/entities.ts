// Made by `npm run types` from entities/*.json; changed there, not here.

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
   * 党组织
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 事项
   */
  title?: string | null
  /**
   * 类别
   */
  category?: string | null
  /**
   * 积分：负数为扣回
   */
  points?: number | null
  /**
   * 之前：这一笔之前的累计积分
   */
  before?: number | null
  /**
   * 之后：这一笔之后的累计积分
   */
  after?: number | null
  /**
   * 日期：积分计入这一天所在的年、月
   */
  occurredOn?: string | null
  /**
   * 说明
   */
  note?: string | null
  /**
   * 冲销的明细
   */
  reverses?: {
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
  'points/entry': { read: PointsEntry; input: PointsEntryInput; patch: PointsEntryPatch }
  'points/learning-score': { read: PointsLearningScore; input: PointsLearningScoreInput; patch: PointsLearningScorePatch }
  'points/sum': { read: PointsSum; input: PointsSumInput; patch: PointsSumPatch }
}
