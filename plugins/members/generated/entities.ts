// Made by `npm run types` from entities/*.json; changed there, not here.

/**
 * 党员
 */
export interface MembersMember {
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
   * 姓名
   */
  name?: string | null
  /**
   * 身份证号：加密保存，总是遮盖显示；完整内容由 reveal 查看
   */
  idNumber?: string | null
  /**
   * 手机号：11 位；也是登录账号的手机号
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
   * 年龄
   */
  age?: number | null
  /**
   * 民族
   */
  ethnicity?: string | null
  /**
   * 籍贯
   */
  nativePlace?: string | null
  /**
   * 婚姻状况
   */
  marriage?: string | null
  /**
   * 文化程度
   */
  education?: string | null
  /**
   * 学位
   */
  degree?: string | null
  /**
   * 党员类别
   */
  category?: string | null
  /**
   * 入党日期：支部大会通过接收为预备党员之日
   */
  joinedOn?: string | null
  /**
   * 转正日期：预备期满之日；预备党员不填
   */
  regularOn?: string | null
  /**
   * 党龄校正值（月）：从党龄中加上的月数，可为负数
   */
  partyAgeCorrection?: number | null
  /**
   * 党龄
   */
  partyAge?: number | null
  /**
   * 入党时所在支部
   */
  joinedBranch?: string | null
  /**
   * 党籍状态
   */
  membershipState?: string | null
  /**
   * 是否失联
   */
  isOutOfContact?: boolean | null
  /**
   * 工作单位
   */
  workUnit?: string | null
  /**
   * 工作岗位
   */
  position?: string | null
  /**
   * 专业技术职务
   */
  technicalTitle?: string | null
  /**
   * 是否农民工
   */
  isMigrantWorker?: boolean | null
  /**
   * 现居住地
   */
  residence?: string | null
  /**
   * 户籍所在地
   */
  registeredResidence?: string | null
  /**
   * 党员档案所在单位
   */
  archiveUnit?: string | null
  /**
   * 党员活动证明印制单位
   */
  certificateIssuer?: string | null
  /**
   * 照片
   */
  photo?: string | null
  /**
   * 履历
   */
  resumes?:
    | {
        /**
         * 开始日期
         */
        startOn: string | null
        /**
         * 结束日期：至今则不填
         */
        endOn: string | null
        /**
         * 所在单位
         */
        unit: string | null
        /**
         * 职务
         */
        post: string | null
        /**
         * 证明人
         */
        witness: string | null
      }[]
    | null
  /**
   * 备注
   */
  remark?: string | null
  /**
   * 用户
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
  deletedAt?: string
}

/**
 * 新增党员
 */
export interface MembersMemberInput {
  /**
   * 党组织名称：填写党组织的全称；简称在本单位唯一时也可填写简称
   */
  organizationId: string
  /**
   * 姓名
   */
  name: string
  /**
   * 身份证号：18 位，末位可为 X；请按文本填写
   */
  idNumber: string
  /**
   * 手机号：11 位；也是登录账号的手机号
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
   * 籍贯
   */
  nativePlace?: string | null
  /**
   * 婚姻状况
   */
  marriage?: string | null
  /**
   * 文化程度
   */
  education?: string | null
  /**
   * 学位
   */
  degree?: string | null
  /**
   * 党员类别
   */
  category: string
  /**
   * 入党日期：支部大会通过接收为预备党员之日
   */
  joinedOn: string
  /**
   * 转正日期：预备期满之日；预备党员不填
   */
  regularOn?: string | null
  /**
   * 党龄校正值（月）：从党龄中加上的月数，可为负数
   */
  partyAgeCorrection?: number | null
  /**
   * 入党时所在支部
   */
  joinedBranch?: string | null
  /**
   * 党籍状态：不填时为 正常
   */
  membershipState?: string | null
  /**
   * 是否失联：不填时为 false
   */
  isOutOfContact?: boolean | null
  /**
   * 工作单位
   */
  workUnit?: string | null
  /**
   * 工作岗位
   */
  position?: string | null
  /**
   * 专业技术职务
   */
  technicalTitle?: string | null
  /**
   * 是否农民工：不填时为 false
   */
  isMigrantWorker?: boolean | null
  /**
   * 现居住地
   */
  residence?: string | null
  /**
   * 户籍所在地
   */
  registeredResidence?: string | null
  /**
   * 党员档案所在单位
   */
  archiveUnit?: string | null
  /**
   * 党员活动证明印制单位
   */
  certificateIssuer?: string | null
  /**
   * 照片
   */
  photo?: string | null
  /**
   * 履历
   *
   * @maxItems 500
   */
  resumes?:
    | {
        /**
         * 开始日期
         */
        startOn: string
        /**
         * 结束日期：至今则不填
         */
        endOn?: string | null
        /**
         * 所在单位
         */
        unit: string
        /**
         * 职务
         */
        post?: string | null
        /**
         * 证明人
         */
        witness?: string | null
      }[]
    | null
  /**
   * 备注
   */
  remark?: string | null
}

/**
 * 修改党员
 */
export interface MembersMemberPatch {
  /**
   * 党组织名称：填写党组织的全称；简称在本单位唯一时也可填写简称
   */
  organizationId?: string | null
  /**
   * 姓名
   */
  name?: string | null
  /**
   * 身份证号：18 位，末位可为 X；请按文本填写
   */
  idNumber?: string | null
  /**
   * 手机号：11 位；也是登录账号的手机号
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
   * 籍贯
   */
  nativePlace?: string | null
  /**
   * 婚姻状况
   */
  marriage?: string | null
  /**
   * 文化程度
   */
  education?: string | null
  /**
   * 学位
   */
  degree?: string | null
  /**
   * 党员类别
   */
  category?: string | null
  /**
   * 入党日期：支部大会通过接收为预备党员之日
   */
  joinedOn?: string | null
  /**
   * 转正日期：预备期满之日；预备党员不填
   */
  regularOn?: string | null
  /**
   * 党龄校正值（月）：从党龄中加上的月数，可为负数
   */
  partyAgeCorrection?: number | null
  /**
   * 入党时所在支部
   */
  joinedBranch?: string | null
  /**
   * 党籍状态
   */
  membershipState?: string | null
  /**
   * 是否失联
   */
  isOutOfContact?: boolean | null
  /**
   * 工作单位
   */
  workUnit?: string | null
  /**
   * 工作岗位
   */
  position?: string | null
  /**
   * 专业技术职务
   */
  technicalTitle?: string | null
  /**
   * 是否农民工
   */
  isMigrantWorker?: boolean | null
  /**
   * 现居住地
   */
  residence?: string | null
  /**
   * 户籍所在地
   */
  registeredResidence?: string | null
  /**
   * 党员档案所在单位
   */
  archiveUnit?: string | null
  /**
   * 党员活动证明印制单位
   */
  certificateIssuer?: string | null
  /**
   * 照片
   */
  photo?: string | null
  /**
   * 履历
   *
   * @maxItems 500
   */
  resumes?:
    | {
        /**
         * 开始日期
         */
        startOn: string
        /**
         * 结束日期：至今则不填
         */
        endOn?: string | null
        /**
         * 所在单位
         */
        unit: string
        /**
         * 职务
         */
        post?: string | null
        /**
         * 证明人
         */
        witness?: string | null
      }[]
    | null
  /**
   * 备注
   */
  remark?: string | null
}

/** Every entity of this plugin: as read, as created, as changed. */
export type Entities = {
  'members/member': { read: MembersMember; input: MembersMemberInput; patch: MembersMemberPatch }
}
