// Made by `npm run types` from entities/*.json; changed there, not here.

/**
 * 个人奖惩
 */
export interface HonorsMemberHonor {
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
  kind?: 'honor' | 'reward' | 'penalty' | null
  /**
   * 名称
   */
  title?: string | null
  /**
   * 级别
   */
  level?: string | null
  /**
   * 处分种类
   */
  penalty?: string | null
  /**
   * 授予日期：奖惩决定作出之日
   */
  awardedOn?: string | null
  /**
   * 年度
   */
  year?: number | null
  /**
   * 影响期满日期
   */
  endsOn?: string | null
  /**
   * 授予单位：作出奖惩决定的机关
   */
  issuer?: string | null
  /**
   * 文号
   */
  documentNumber?: string | null
  /**
   * 事由
   */
  description?: string | null
  /**
   * 附件：证书、奖牌照片或决定文件
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
 * 新增个人奖惩
 */
export interface HonorsMemberHonorInput {
  /**
   * 党员：填写党员的身份证号
   */
  memberId: string
  /**
   * 党组织名称：受奖惩时所在的党组织
   */
  organizationId: string
  /**
   * 类型：不填时为 荣誉
   */
  kind?: 'honor' | 'reward' | 'penalty' | null
  /**
   * 名称
   */
  title: string
  /**
   * 级别
   */
  level?: string | null
  /**
   * 处分种类
   */
  penalty?: string | null
  /**
   * 授予日期：奖惩决定作出之日
   */
  awardedOn: string
  /**
   * 影响期满日期
   */
  endsOn?: string | null
  /**
   * 授予单位：作出奖惩决定的机关
   */
  issuer?: string | null
  /**
   * 文号
   */
  documentNumber?: string | null
  /**
   * 事由
   */
  description?: string | null
  /**
   * 附件：证书、奖牌照片或决定文件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
}

/**
 * 修改个人奖惩
 */
export interface HonorsMemberHonorPatch {
  /**
   * 党员：填写党员的身份证号
   */
  memberId?: string | null
  /**
   * 党组织名称：受奖惩时所在的党组织
   */
  organizationId?: string | null
  /**
   * 类型
   */
  kind?: 'honor' | 'reward' | 'penalty' | null
  /**
   * 名称
   */
  title?: string | null
  /**
   * 级别
   */
  level?: string | null
  /**
   * 处分种类
   */
  penalty?: string | null
  /**
   * 授予日期：奖惩决定作出之日
   */
  awardedOn?: string | null
  /**
   * 影响期满日期
   */
  endsOn?: string | null
  /**
   * 授予单位：作出奖惩决定的机关
   */
  issuer?: string | null
  /**
   * 文号
   */
  documentNumber?: string | null
  /**
   * 事由
   */
  description?: string | null
  /**
   * 附件：证书、奖牌照片或决定文件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
}

/**
 * 组织奖惩
 */
export interface HonorsOrganizationHonor {
  id: string
  version: number
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
  kind?: 'honor' | 'reward' | 'penalty' | null
  /**
   * 名称
   */
  title?: string | null
  /**
   * 级别
   */
  level?: string | null
  /**
   * 处理种类
   */
  penalty?: string | null
  /**
   * 授予日期：奖惩决定作出之日
   */
  awardedOn?: string | null
  /**
   * 年度
   */
  year?: number | null
  /**
   * 授予单位：作出奖惩决定的机关
   */
  issuer?: string | null
  /**
   * 文号
   */
  documentNumber?: string | null
  /**
   * 事由
   */
  description?: string | null
  /**
   * 附件：证书、奖牌照片或决定文件
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
 * 新增组织奖惩
 */
export interface HonorsOrganizationHonorInput {
  /**
   * 党组织名称
   */
  organizationId: string
  /**
   * 类型：不填时为 荣誉
   */
  kind?: 'honor' | 'reward' | 'penalty' | null
  /**
   * 名称
   */
  title: string
  /**
   * 级别
   */
  level?: string | null
  /**
   * 处理种类
   */
  penalty?: string | null
  /**
   * 授予日期：奖惩决定作出之日
   */
  awardedOn: string
  /**
   * 授予单位：作出奖惩决定的机关
   */
  issuer?: string | null
  /**
   * 文号
   */
  documentNumber?: string | null
  /**
   * 事由
   */
  description?: string | null
  /**
   * 附件：证书、奖牌照片或决定文件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
}

/**
 * 修改组织奖惩
 */
export interface HonorsOrganizationHonorPatch {
  /**
   * 党组织名称
   */
  organizationId?: string | null
  /**
   * 类型
   */
  kind?: 'honor' | 'reward' | 'penalty' | null
  /**
   * 名称
   */
  title?: string | null
  /**
   * 级别
   */
  level?: string | null
  /**
   * 处理种类
   */
  penalty?: string | null
  /**
   * 授予日期：奖惩决定作出之日
   */
  awardedOn?: string | null
  /**
   * 授予单位：作出奖惩决定的机关
   */
  issuer?: string | null
  /**
   * 文号
   */
  documentNumber?: string | null
  /**
   * 事由
   */
  description?: string | null
  /**
   * 附件：证书、奖牌照片或决定文件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
}

/** Every entity of this plugin: as read, as created, as changed. */
export type Entities = {
  'honors/member-honor': { read: HonorsMemberHonor; input: HonorsMemberHonorInput; patch: HonorsMemberHonorPatch }
  'honors/organization-honor': { read: HonorsOrganizationHonor; input: HonorsOrganizationHonorInput; patch: HonorsOrganizationHonorPatch }
}
