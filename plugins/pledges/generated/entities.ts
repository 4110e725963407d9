// Made by `npm run types` from entities/*.json; changed there, not here.

/**
 * 党员承诺
 */
export interface PledgesPledge {
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
  kind?: 'one-sentence' | 'all-round' | null
  /**
   * 承诺内容
   */
  content?: string | null
  /**
   * 承诺日期
   */
  pledgedOn?: string | null
  /**
   * 践诺期限
   */
  dueOn?: string | null
  /**
   * 践诺情况
   */
  fulfilment?: string | null
  /**
   * 署名：推荐展示时的署名，取自党员的姓名
   */
  author?: string | null
  /**
   * 推荐：推荐的可以在宣传阵地上展示
   */
  recommendation?: 'plain' | 'recommended' | null
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
  deletedAt?: string
}

/**
 * 新增党员承诺
 */
export interface PledgesPledgeInput {
  /**
   * 党员：填写党员的身份证号
   */
  memberId: string
  /**
   * 党组织名称：承诺时所在的党组织；不填则为党员现在所在的党组织
   */
  organizationId?: string | null
  /**
   * 类型：不填时为 一句话承诺
   */
  kind?: 'one-sentence' | 'all-round' | null
  /**
   * 承诺内容
   */
  content: string
  /**
   * 承诺日期
   */
  pledgedOn?: string | null
  /**
   * 践诺期限
   */
  dueOn?: string | null
  /**
   * 践诺情况
   */
  fulfilment?: string | null
  /**
   * 附件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
}

/**
 * 修改党员承诺
 */
export interface PledgesPledgePatch {
  /**
   * 党员：填写党员的身份证号
   */
  memberId?: string | null
  /**
   * 党组织名称：承诺时所在的党组织；不填则为党员现在所在的党组织
   */
  organizationId?: string | null
  /**
   * 类型
   */
  kind?: 'one-sentence' | 'all-round' | null
  /**
   * 承诺内容
   */
  content?: string | null
  /**
   * 承诺日期
   */
  pledgedOn?: string | null
  /**
   * 践诺期限
   */
  dueOn?: string | null
  /**
   * 践诺情况
   */
  fulfilment?: string | null
  /**
   * 附件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
}

/** Every entity of this plugin: as read, as created, as changed. */
export type Entities = {
  'pledges/pledge': { read: PledgesPledge; input: PledgesPledgeInput; patch: PledgesPledgePatch }
}
