// Made by `npm run types` from entities/*.json; changed there, not here.

/**
 * 补登审批
 */
export interface DevelopmentBackdating {
  id: string
  version: number
  /**
   * 补登的人
   */
  development?: {
    id: string
    label: string | null
  } | null
  /**
   * 党支部
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 审批党委
   */
  committee?: {
    id: string
    label: string | null
  } | null
  /**
   * 补登的步骤
   */
  step?:
    | 'apply'
    | 'talk'
    | 'recommend'
    | 'activist-filing'
    | 'contacts'
    | 'candidate'
    | 'candidate-filing'
    | 'introducers'
    | 'review'
    | 'course'
    | 'committee'
    | 'pre-examination'
    | 'form'
    | 'meeting'
    | 'interview'
    | 'approval'
    | 'department-filing'
    | 'assignment'
    | 'oath'
    | 'full-application'
    | 'full-meeting'
    | 'full-approval'
    | 'archive'
    | null
  /**
   * 实际办理日期
   */
  doneOn?: string | null
  /**
   * 补登的原因
   */
  reason?: string | null
  /**
   * 证明材料
   */
  evidence?: string[] | null
  /**
   * 状态
   */
  state?: 'draft' | 'review' | 'granted' | null
  /**
   * 补登人
   */
  requestedBy?: {
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
 * 新增补登审批
 */
export interface DevelopmentBackdatingInput {
  /**
   * 补登的人：正在发展的人
   */
  developmentId: string
  /**
   * 补登的步骤
   */
  step:
    | 'apply'
    | 'talk'
    | 'recommend'
    | 'activist-filing'
    | 'contacts'
    | 'candidate'
    | 'candidate-filing'
    | 'introducers'
    | 'review'
    | 'course'
    | 'committee'
    | 'pre-examination'
    | 'form'
    | 'meeting'
    | 'interview'
    | 'approval'
    | 'department-filing'
    | 'assignment'
    | 'oath'
    | 'full-application'
    | 'full-meeting'
    | 'full-approval'
    | 'archive'
  /**
   * 实际办理日期
   */
  doneOn: string
  /**
   * 补登的原因
   */
  reason: string
  /**
   * 证明材料
   *
   * @maxItems 20
   */
  evidence?: string[] | null
}

/**
 * 修改补登审批
 */
export interface DevelopmentBackdatingPatch {
  /**
   * 补登的步骤
   */
  step?:
    | 'apply'
    | 'talk'
    | 'recommend'
    | 'activist-filing'
    | 'contacts'
    | 'candidate'
    | 'candidate-filing'
    | 'introducers'
    | 'review'
    | 'course'
    | 'committee'
    | 'pre-examination'
    | 'form'
    | 'meeting'
    | 'interview'
    | 'approval'
    | 'department-filing'
    | 'assignment'
    | 'oath'
    | 'full-application'
    | 'full-meeting'
    | 'full-approval'
    | 'archive'
    | null
  /**
   * 实际办理日期
   */
  doneOn?: string | null
  /**
   * 补登的原因
   */
  reason?: string | null
  /**
   * 证明材料
   *
   * @maxItems 20
   */
  evidence?: string[] | null
}

/**
 * 党员发展
 */
export interface DevelopmentDevelopment {
  id: string
  version: number
  /**
   * 党支部
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 审批党委
   */
  committee?: {
    id: string
    label: string | null
  } | null
  /**
   * 转往党支部
   */
  movesTo?: {
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
   * 工作、学习单位
   */
  workUnit?: string | null
  /**
   * 工作岗位
   */
  position?: string | null
  /**
   * 当前步骤
   */
  state?:
    | 'apply'
    | 'talk'
    | 'recommend'
    | 'activist-filing'
    | 'contacts'
    | 'training'
    | 'candidate'
    | 'candidate-filing'
    | 'introducers'
    | 'review'
    | 'course'
    | 'committee'
    | 'pre-examination'
    | 'form'
    | 'meeting'
    | 'interview'
    | 'approval'
    | 'department-filing'
    | 'assignment'
    | 'oath'
    | 'probation'
    | 'full-application'
    | 'full-meeting'
    | 'full-approval'
    | 'archive'
    | 'completed'
    | 'terminated'
    | 'cancelled'
    | null
  /**
   * 第几步
   */
  step?: number | null
  /**
   * 阶段
   */
  stage?: string | null
  /**
   * 历史导入：在本系统启用之前已经办到中途，由历史导入补登
   */
  isHistorical?: boolean | null
  /**
   * 递交申请书日期：以申请书落款、党组织收到之日为准
   */
  appliedOn?: string | null
  /**
   * 入党申请书
   */
  application?: string[] | null
  /**
   * 谈话日期
   */
  talkedOn?: string | null
  /**
   * 谈话人
   */
  talkers?: string | null
  /**
   * 谈话记录
   */
  talkRecord?: string[] | null
  /**
   * 推荐方式：二十八周岁以下的一般由团组织推优
   */
  recommendedBy?: 'members' | 'league' | null
  /**
   * 确定为入党积极分子日期
   */
  activistOn?: string | null
  /**
   * 推荐（推优）表
   */
  recommendation?: string[] | null
  /**
   * 确定积极分子的会议记录
   */
  activistMinutes?: string[] | null
  /**
   * 积极分子备案日期：培养教育考察自此日起算
   */
  activistFiledOn?: string | null
  /**
   * 积极分子备案报告和批复
   */
  activistFiling?: string[] | null
  /**
   * 指定培养联系人日期
   */
  contactsOn?: string | null
  /**
   * 培养联系人
   */
  contact1?: {
    id: string
    label: string | null
  } | null
  /**
   * 培养联系人（二）
   */
  contact2?: {
    id: string
    label: string | null
  } | null
  /**
   * 培养教育考察登记表
   */
  trainingBook?: string[] | null
  /**
   * 培养教育考察记录：党支部每半年考察一次，思想汇报一般每季度一次
   */
  activistReviews?:
    | {
        /**
         * 日期
         */
        reviewedOn: string | null
        /**
         * 类型
         */
        kind: 'branch' | 'report' | 'committee' | null
        /**
         * 情况
         */
        content: string | null
      }[]
    | null
  /**
   * 思想汇报和考察材料
   */
  thoughtReports?: string[] | null
  /**
   * 确定为发展对象日期
   */
  candidateOn?: string | null
  /**
   * 征求意见记录：党小组、培养联系人、党员和群众的意见
   */
  opinions?: string[] | null
  /**
   * 确定发展对象的会议记录
   */
  candidateMinutes?: string[] | null
  /**
   * 发展对象备案日期
   */
  candidateFiledOn?: string | null
  /**
   * 发展对象备案表
   */
  candidateFiling?: string[] | null
  /**
   * 确定入党介绍人日期
   */
  introducersOn?: string | null
  /**
   * 入党介绍人
   */
  introducer1?: {
    id: string
    label: string | null
  } | null
  /**
   * 入党介绍人（二）
   */
  introducer2?: {
    id: string
    label: string | null
  } | null
  /**
   * 政治审查日期
   */
  politicalReviewedOn?: string | null
  /**
   * 政治审查结论
   */
  politicalConclusion?: 'qualified' | 'unqualified' | null
  /**
   * 政治审查报告：含函调、外调材料
   */
  politicalReport?: string[] | null
  /**
   * 培训结束日期
   */
  trainedOn?: string | null
  /**
   * 培训天数
   */
  trainingDays?: number | null
  /**
   * 培训学时
   */
  trainingHours?: number | null
  /**
   * 培训结业证
   */
  trainingCertificate?: string[] | null
  /**
   * 支部委员会审查日期
   */
  committeeReviewedOn?: string | null
  /**
   * 支部委员会审查记录
   */
  committeeMinutes?: string[] | null
  /**
   * 接收公示开始日期
   */
  admissionPublicFrom?: string | null
  /**
   * 接收公示
   */
  admissionNotice?: string[] | null
  /**
   * 预审日期
   */
  preExaminedOn?: string | null
  /**
   * 预计离开单位日期：三个月内将离开工作、学习单位的，一般不办理接收手续
   */
  leavingOn?: string | null
  /**
   * 预审意见
   */
  preExamination?: string[] | null
  /**
   * 填写志愿书日期
   */
  formFilledOn?: string | null
  /**
   * 入党志愿书编号
   */
  formNumber?: string | null
  /**
   * 入党志愿书
   */
  applicationForm?: string[] | null
  /**
   * 接收预备党员的支部大会日期：通过之日即入党日期
   */
  admissionMeetingOn?: string | null
  /**
   * 应到会有表决权党员数
   */
  admissionEligible?: number | null
  /**
   * 实到会有表决权党员数
   */
  admissionPresent?: number | null
  /**
   * 会前书面表决人数：因故不能到会、会前正式提出书面意见的，计入票数
   */
  admissionWritten?: number | null
  /**
   * 赞成票
   */
  admissionFor?: number | null
  /**
   * 不赞成票
   */
  admissionAgainst?: number | null
  /**
   * 弃权票
   */
  admissionAbstain?: number | null
  /**
   * 支部大会记录、票决单和决议
   */
  admissionMinutes?: string[] | null
  /**
   * 上级党委谈话日期
   */
  interviewedOn?: string | null
  /**
   * 上级党委谈话人
   */
  interviewer?: string | null
  /**
   * 上级党委谈话记录
   */
  interviewRecord?: string[] | null
  /**
   * 党委审批日期
   */
  approvedOn?: string | null
  /**
   * 党委应到委员数
   */
  approvalEligible?: number | null
  /**
   * 党委赞成票：逐个审议、集体表决
   */
  approvalFor?: number | null
  /**
   * 超期审批的特殊情况
   */
  approvalDelayReason?: string | null
  /**
   * 审批意见和通知
   */
  approval?: string[] | null
  /**
   * 组织部门备案日期
   */
  departmentFiledOn?: string | null
  /**
   * 组织部门备案表
   */
  departmentFiling?: string[] | null
  /**
   * 编入支部日期
   */
  assignedOn?: string | null
  /**
   * 党小组
   */
  partyGroup?: string | null
  /**
   * 入党宣誓日期
   */
  oathOn?: string | null
  /**
   * 宣誓影像
   */
  oathPhotos?: string[] | null
  /**
   * 预备党员考察记录：党支部每半年考察一次
   */
  probationReviews?:
    | {
        /**
         * 日期
         */
        reviewedOn: string | null
        /**
         * 类型
         */
        kind: 'branch' | 'report' | 'committee' | null
        /**
         * 情况
         */
        content: string | null
      }[]
    | null
  /**
   * 预备党员考察表和思想汇报
   */
  probationReport?: string[] | null
  /**
   * 递交转正申请日期
   */
  fullAppliedOn?: string | null
  /**
   * 转正申请书
   */
  fullApplication?: string[] | null
  /**
   * 转正公示开始日期
   */
  fullPublicFrom?: string | null
  /**
   * 讨论转正的支部大会日期
   */
  fullMeetingOn?: string | null
  /**
   * 转正：应到会有表决权党员数
   */
  fullEligible?: number | null
  /**
   * 转正：实到会有表决权党员数
   */
  fullPresent?: number | null
  /**
   * 转正：会前书面表决人数
   */
  fullWritten?: number | null
  /**
   * 转正：赞成票
   */
  fullFor?: number | null
  /**
   * 转正：不赞成票
   */
  fullAgainst?: number | null
  /**
   * 转正：弃权票
   */
  fullAbstain?: number | null
  /**
   * 转正：支部大会记录、票决单和决议
   */
  fullMinutes?: string[] | null
  /**
   * 支部大会决议
   */
  fullOutcome?: 'regular' | 'extended' | 'cancelled' | null
  /**
   * 延长预备期（月）：延长一次，不少于六个月，不超过一年
   */
  extensionMonths?: number | null
  /**
   * 党委审批转正日期
   */
  fullApprovedOn?: string | null
  /**
   * 转正：党委应到委员数
   */
  fullApprovalEligible?: number | null
  /**
   * 转正：党委赞成票
   */
  fullApprovalFor?: number | null
  /**
   * 转正超期审批的特殊情况
   */
  fullApprovalDelayReason?: string | null
  /**
   * 转正审批意见
   */
  fullApproval?: string[] | null
  /**
   * 材料归档日期
   */
  archivedOn?: string | null
  /**
   * 档案所在单位
   */
  archiveUnit?: string | null
  /**
   * 归档材料清单
   */
  archiveList?: string[] | null
  /**
   * 党员
   */
  member?: {
    id: string
    label: string | null
  } | null
  /**
   * 预备期满日期：自支部大会通过之日起算
   */
  probationEndsOn?: string | null
  /**
   * 最早可提出转正申请的日期
   */
  fullApplicationFrom?: string | null
  /**
   * 已延长预备期
   */
  isExtended?: boolean | null
  /**
   * 延长预备期以前的转正材料：延长预备期之前的考察表、转正申请书、大会记录和审批意见；延长期满后须重新提交
   */
  extensionPapers?: string[] | null
  /**
   * 转正日期：预备期满之日；党龄自此日起算
   */
  regularOn?: string | null
  /**
   * 结束日期
   */
  endedOn?: string | null
  /**
   * 终止或取消的原因
   */
  endReason?: string | null
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
 * 新增党员发展
 */
export interface DevelopmentDevelopmentInput {
  /**
   * 党支部：向其递交申请书的党支部
   */
  organizationId: string
  /**
   * 姓名
   */
  name: string
  /**
   * 身份证号：18 位，末位可为 X
   */
  idNumber: string
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
   * 工作、学习单位
   */
  workUnit?: string | null
  /**
   * 工作岗位
   */
  position?: string | null
  /**
   * 递交申请书日期：以申请书落款、党组织收到之日为准
   */
  appliedOn: string
  /**
   * 入党申请书
   *
   * @maxItems 20
   */
  application?: string[] | null
}

/**
 * 修改党员发展
 */
export interface DevelopmentDevelopmentPatch {
  /**
   * 党支部：向其递交申请书的党支部
   */
  organizationId?: string | null
  /**
   * 姓名
   */
  name?: string | null
  /**
   * 身份证号：18 位，末位可为 X
   */
  idNumber?: string | null
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
   * 工作、学习单位
   */
  workUnit?: string | null
  /**
   * 工作岗位
   */
  position?: string | null
  /**
   * 递交申请书日期：以申请书落款、党组织收到之日为准
   */
  appliedOn?: string | null
  /**
   * 入党申请书
   *
   * @maxItems 20
   */
  application?: string[] | null
}

/**
 * 发展历史导入
 */
export interface DevelopmentEarlier {
  id: string
  version: number
  /**
   * 党支部
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 审批党委
   */
  committee?: {
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
   * 工作、学习单位
   */
  workUnit?: string | null
  /**
   * 工作岗位
   */
  position?: string | null
  /**
   * 递交申请书日期：以申请书落款、党组织收到之日为准
   */
  appliedOn?: string | null
  /**
   * 正在办理的步骤
   */
  reached?:
    | 'talk'
    | 'recommend'
    | 'activist-filing'
    | 'contacts'
    | 'training'
    | 'candidate'
    | 'candidate-filing'
    | 'introducers'
    | 'review'
    | 'course'
    | 'committee'
    | 'pre-examination'
    | 'form'
    | 'meeting'
    | 'interview'
    | 'approval'
    | 'department-filing'
    | 'assignment'
    | 'oath'
    | 'probation'
    | 'full-application'
    | 'full-meeting'
    | null
  /**
   * 第几步
   */
  step?: number | null
  /**
   * 谈话日期
   */
  talkedOn?: string | null
  /**
   * 确定为入党积极分子日期
   */
  activistOn?: string | null
  /**
   * 积极分子备案日期：培养教育考察自此日起算
   */
  activistFiledOn?: string | null
  /**
   * 培养联系人
   */
  contact1?: {
    id: string
    label: string | null
  } | null
  /**
   * 培养联系人（二）
   */
  contact2?: {
    id: string
    label: string | null
  } | null
  /**
   * 确定为发展对象日期
   */
  candidateOn?: string | null
  /**
   * 发展对象备案日期
   */
  candidateFiledOn?: string | null
  /**
   * 入党介绍人
   */
  introducer1?: {
    id: string
    label: string | null
  } | null
  /**
   * 入党介绍人（二）
   */
  introducer2?: {
    id: string
    label: string | null
  } | null
  /**
   * 政治审查日期
   */
  politicalReviewedOn?: string | null
  /**
   * 培训结束日期
   */
  trainedOn?: string | null
  /**
   * 支部委员会审查日期
   */
  committeeReviewedOn?: string | null
  /**
   * 接收公示开始日期
   */
  admissionPublicFrom?: string | null
  /**
   * 预审日期
   */
  preExaminedOn?: string | null
  /**
   * 接收预备党员的支部大会日期：通过之日即入党日期
   */
  admissionMeetingOn?: string | null
  /**
   * 党委审批日期
   */
  approvedOn?: string | null
  /**
   * 预备党员
   */
  member?: {
    id: string
    label: string | null
  } | null
  /**
   * 递交转正申请日期
   */
  fullAppliedOn?: string | null
  /**
   * 依据：凭什么材料补登，材料存放在哪里
   */
  basis?: string | null
  /**
   * 佐证材料
   */
  evidence?: string[] | null
  /**
   * 状态
   */
  state?: 'draft' | 'review' | 'imported' | null
  /**
   * 提交人
   */
  registeredBy?: {
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
 * 新增发展历史导入
 */
export interface DevelopmentEarlierInput {
  /**
   * 党支部：向其递交申请书的党支部
   */
  organizationId: string
  /**
   * 姓名
   */
  name: string
  /**
   * 身份证号：18 位，末位可为 X
   */
  idNumber: string
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
   * 工作、学习单位
   */
  workUnit?: string | null
  /**
   * 工作岗位
   */
  position?: string | null
  /**
   * 递交申请书日期：以申请书落款、党组织收到之日为准
   */
  appliedOn: string
  /**
   * 正在办理的步骤
   */
  reached:
    | 'talk'
    | 'recommend'
    | 'activist-filing'
    | 'contacts'
    | 'training'
    | 'candidate'
    | 'candidate-filing'
    | 'introducers'
    | 'review'
    | 'course'
    | 'committee'
    | 'pre-examination'
    | 'form'
    | 'meeting'
    | 'interview'
    | 'approval'
    | 'department-filing'
    | 'assignment'
    | 'oath'
    | 'probation'
    | 'full-application'
    | 'full-meeting'
  /**
   * 谈话日期
   */
  talkedOn?: string | null
  /**
   * 确定为入党积极分子日期
   */
  activistOn?: string | null
  /**
   * 积极分子备案日期：培养教育考察自此日起算
   */
  activistFiledOn?: string | null
  /**
   * 培养联系人：一至两名正式党员
   */
  contact1Id?: string | null
  /**
   * 培养联系人（二）：可以不填
   */
  contact2Id?: string | null
  /**
   * 确定为发展对象日期
   */
  candidateOn?: string | null
  /**
   * 发展对象备案日期
   */
  candidateFiledOn?: string | null
  /**
   * 入党介绍人：两名正式党员，一般由培养联系人担任；近亲属应当回避
   */
  introducer1Id?: string | null
  /**
   * 入党介绍人（二）：受留党察看处分、尚未恢复党员权利的，不能担任
   */
  introducer2Id?: string | null
  /**
   * 政治审查日期
   */
  politicalReviewedOn?: string | null
  /**
   * 培训结束日期
   */
  trainedOn?: string | null
  /**
   * 支部委员会审查日期
   */
  committeeReviewedOn?: string | null
  /**
   * 接收公示开始日期
   */
  admissionPublicFrom?: string | null
  /**
   * 预审日期
   */
  preExaminedOn?: string | null
  /**
   * 接收预备党员的支部大会日期：通过之日即入党日期
   */
  admissionMeetingOn?: string | null
  /**
   * 党委审批日期
   */
  approvedOn?: string | null
  /**
   * 预备党员：已经接收为预备党员的，填写其党员信息；填写党员的身份证号
   */
  memberId?: string | null
  /**
   * 递交转正申请日期
   */
  fullAppliedOn?: string | null
  /**
   * 依据：凭什么材料补登，材料存放在哪里
   */
  basis: string
  /**
   * 佐证材料
   *
   * @maxItems 20
   */
  evidence?: string[] | null
}

/**
 * 修改发展历史导入
 */
export interface DevelopmentEarlierPatch {
  /**
   * 党支部：向其递交申请书的党支部
   */
  organizationId?: string | null
  /**
   * 姓名
   */
  name?: string | null
  /**
   * 身份证号：18 位，末位可为 X
   */
  idNumber?: string | null
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
   * 工作、学习单位
   */
  workUnit?: string | null
  /**
   * 工作岗位
   */
  position?: string | null
  /**
   * 递交申请书日期：以申请书落款、党组织收到之日为准
   */
  appliedOn?: string | null
  /**
   * 正在办理的步骤
   */
  reached?:
    | 'talk'
    | 'recommend'
    | 'activist-filing'
    | 'contacts'
    | 'training'
    | 'candidate'
    | 'candidate-filing'
    | 'introducers'
    | 'review'
    | 'course'
    | 'committee'
    | 'pre-examination'
    | 'form'
    | 'meeting'
    | 'interview'
    | 'approval'
    | 'department-filing'
    | 'assignment'
    | 'oath'
    | 'probation'
    | 'full-application'
    | 'full-meeting'
    | null
  /**
   * 谈话日期
   */
  talkedOn?: string | null
  /**
   * 确定为入党积极分子日期
   */
  activistOn?: string | null
  /**
   * 积极分子备案日期：培养教育考察自此日起算
   */
  activistFiledOn?: string | null
  /**
   * 培养联系人：一至两名正式党员
   */
  contact1Id?: string | null
  /**
   * 培养联系人（二）：可以不填
   */
  contact2Id?: string | null
  /**
   * 确定为发展对象日期
   */
  candidateOn?: string | null
  /**
   * 发展对象备案日期
   */
  candidateFiledOn?: string | null
  /**
   * 入党介绍人：两名正式党员，一般由培养联系人担任；近亲属应当回避
   */
  introducer1Id?: string | null
  /**
   * 入党介绍人（二）：受留党察看处分、尚未恢复党员权利的，不能担任
   */
  introducer2Id?: string | null
  /**
   * 政治审查日期
   */
  politicalReviewedOn?: string | null
  /**
   * 培训结束日期
   */
  trainedOn?: string | null
  /**
   * 支部委员会审查日期
   */
  committeeReviewedOn?: string | null
  /**
   * 接收公示开始日期
   */
  admissionPublicFrom?: string | null
  /**
   * 预审日期
   */
  preExaminedOn?: string | null
  /**
   * 接收预备党员的支部大会日期：通过之日即入党日期
   */
  admissionMeetingOn?: string | null
  /**
   * 党委审批日期
   */
  approvedOn?: string | null
  /**
   * 预备党员：已经接收为预备党员的，填写其党员信息；填写党员的身份证号
   */
  memberId?: string | null
  /**
   * 递交转正申请日期
   */
  fullAppliedOn?: string | null
  /**
   * 依据：凭什么材料补登，材料存放在哪里
   */
  basis?: string | null
  /**
   * 佐证材料
   *
   * @maxItems 20
   */
  evidence?: string[] | null
}

/** Every entity of this plugin: as read, as created, as changed. */
export type Entities = {
  'development/backdating': { read: DevelopmentBackdating; input: DevelopmentBackdatingInput; patch: DevelopmentBackdatingPatch }
  'development/development': { read: DevelopmentDevelopment; input: DevelopmentDevelopmentInput; patch: DevelopmentDevelopmentPatch }
  'development/earlier': { read: DevelopmentEarlier; input: DevelopmentEarlierInput; patch: DevelopmentEarlierPatch }
}
