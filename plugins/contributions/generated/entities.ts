// Made by `npm run types` from entities/*.json; changed there, not here.

/**
 * 发挥作用记录
 */
export interface ContributionsContribution {
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
   * 类型
   */
  kind?: string | null
  /**
   * 事项
   */
  title?: string | null
  /**
   * 日期
   */
  happenedOn?: string | null
  /**
   * 结束日期：当天结束则不填
   */
  endedOn?: string | null
  /**
   * 时长（小时）
   */
  hours?: number | null
  /**
   * 地点
   */
  place?: string | null
  /**
   * 具体表现
   */
  description?: string | null
  /**
   * 证明人
   */
  witness?: string | null
  /**
   * 佐证材料：照片或证明文件
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
  deletedAt?: string
}

/**
 * 新增发挥作用记录
 */
export interface ContributionsContributionInput {
  /**
   * 党员：填写党员的身份证号
   */
  memberId: string
  /**
   * 党组织名称：当时所在的党组织；不填则为党员现在所在的党组织
   */
  organizationId?: string | null
  /**
   * 类型
   */
  kind: string
  /**
   * 事项
   */
  title: string
  /**
   * 日期
   */
  happenedOn: string
  /**
   * 结束日期：当天结束则不填
   */
  endedOn?: string | null
  /**
   * 时长（小时）
   */
  hours?: number | null
  /**
   * 地点
   */
  place?: string | null
  /**
   * 具体表现
   */
  description?: string | null
  /**
   * 证明人
   */
  witness?: string | null
  /**
   * 佐证材料：照片或证明文件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
}

/**
 * 修改发挥作用记录
 */
export interface ContributionsContributionPatch {
  /**
   * 党员：填写党员的身份证号
   */
  memberId?: string | null
  /**
   * 党组织名称：当时所在的党组织；不填则为党员现在所在的党组织
   */
  organizationId?: string | null
  /**
   * 类型
   */
  kind?: string | null
  /**
   * 事项
   */
  title?: string | null
  /**
   * 日期
   */
  happenedOn?: string | null
  /**
   * 结束日期：当天结束则不填
   */
  endedOn?: string | null
  /**
   * 时长（小时）
   */
  hours?: number | null
  /**
   * 地点
   */
  place?: string | null
  /**
   * 具体表现
   */
  description?: string | null
  /**
   * 证明人
   */
  witness?: string | null
  /**
   * 佐证材料：照片或证明文件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
}

/** Every entity of this plugin: as read, as created, as changed. */
export type Entities = {
  'contributions/contribution': { read: ContributionsContribution; input: ContributionsContributionInput; patch: ContributionsContributionPatch }
}
