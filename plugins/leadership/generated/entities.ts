// Made by `npm run types` from entities/*.json; changed there, not here.

/**
 * 候选人
 */
export interface LeadershipCandidate {
  id: string
  version: number
  /**
   * 选举
   */
  election?: {
    id: string
    label: string | null
  } | null
  /**
   * 拟任职务
   */
  post?:
    | '书记'
    | '副书记'
    | '专职副书记'
    | '常委'
    | '纪委书记'
    | '组织委员'
    | '宣传委员'
    | '纪检委员'
    | '统战委员'
    | '青年委员'
    | '群工委员'
    | '保密委员'
    | '学习委员'
    | '生活委员'
    | '妇女委员'
    | '工会委员'
    | '委员'
    | null
  /**
   * 赞成票
   */
  votesFor?: number | null
  /**
   * 反对票
   */
  votesAgainst?: number | null
  /**
   * 弃权票
   */
  votesAbstained?: number | null
  /**
   * 党组织
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 党员
   */
  member?: {
    id: string
    label: string | null
  } | null
  /**
   * 姓名
   */
  name?: string | null
  /**
   * 党员类别
   */
  memberCategory?: string | null
  /**
   * 排序：候选人名单的先后，一般按姓氏笔画
   */
  position?: number | null
  /**
   * 再次投票得票：票数相等、须再次投票的才填
   */
  runoffVotes?: number | null
  /**
   * 选举职务得赞成票：新一届委员会第一次会议选举书记、副书记时的赞成票
   */
  postVotes?: number | null
  /**
   * 状态
   */
  state?: 'proposed' | 'submitted' | 'confirmed' | 'elected' | 'not-elected' | null
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
 * 新增候选人
 */
export interface LeadershipCandidateInput {
  /**
   * 选举
   */
  electionId: string
  /**
   * 拟任职务：不填时为 委员
   */
  post?:
    | '书记'
    | '副书记'
    | '专职副书记'
    | '常委'
    | '纪委书记'
    | '组织委员'
    | '宣传委员'
    | '纪检委员'
    | '统战委员'
    | '青年委员'
    | '群工委员'
    | '保密委员'
    | '学习委员'
    | '生活委员'
    | '妇女委员'
    | '工会委员'
    | '委员'
    | null
  /**
   * 赞成票
   */
  votesFor?: number | null
  /**
   * 反对票
   */
  votesAgainst?: number | null
  /**
   * 弃权票
   */
  votesAbstained?: number | null
  /**
   * 党员：填写党员的身份证号
   */
  memberId: string
  /**
   * 排序：候选人名单的先后，一般按姓氏笔画；不填时为 0
   */
  position?: number | null
  /**
   * 再次投票得票：票数相等、须再次投票的才填
   */
  runoffVotes?: number | null
  /**
   * 选举职务得赞成票：新一届委员会第一次会议选举书记、副书记时的赞成票
   */
  postVotes?: number | null
}

/**
 * 修改候选人
 */
export interface LeadershipCandidatePatch {
  /**
   * 拟任职务
   */
  post?:
    | '书记'
    | '副书记'
    | '专职副书记'
    | '常委'
    | '纪委书记'
    | '组织委员'
    | '宣传委员'
    | '纪检委员'
    | '统战委员'
    | '青年委员'
    | '群工委员'
    | '保密委员'
    | '学习委员'
    | '生活委员'
    | '妇女委员'
    | '工会委员'
    | '委员'
    | null
  /**
   * 赞成票
   */
  votesFor?: number | null
  /**
   * 反对票
   */
  votesAgainst?: number | null
  /**
   * 弃权票
   */
  votesAbstained?: number | null
  /**
   * 排序：候选人名单的先后，一般按姓氏笔画
   */
  position?: number | null
  /**
   * 再次投票得票：票数相等、须再次投票的才填
   */
  runoffVotes?: number | null
  /**
   * 选举职务得赞成票：新一届委员会第一次会议选举书记、副书记时的赞成票
   */
  postVotes?: number | null
}

/**
 * 换届选举
 */
export interface LeadershipElection {
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
   * 届次
   */
  term?: {
    id: string
    label: string | null
  } | null
  /**
   * 党组织类别
   */
  category?: string | null
  /**
   * 名称
   */
  name?: string | null
  /**
   * 类型
   */
  kind?: 'term' | 'by-election' | null
  /**
   * 会议形式
   */
  method?: 'members' | 'delegates' | null
  /**
   * 是否设委员会：正式党员七人以上的支部设支部委员会
   */
  withCommittee?: boolean | null
  /**
   * 有选举权的党员（代表）数：正式党员，不含留党察看和被暂停选举权的
   */
  voters?: number | null
  /**
   * 不计入应到会人数的党员：须报上级党组织同意，并经党员大会通过
   */
  notCounted?:
    | {
        /**
         * 姓名
         */
        name: string | null
        /**
         * 原因
         */
        reason: 'ill' | 'abroad' | 'sentenced' | 'old' | 'away' | null
      }[]
    | null
  /**
   * 应到会人数
   */
  entitled?: number | null
  /**
   * 应选名额：委员人数；不设委员会的，为书记、副书记人数
   */
  seats?: number | null
  /**
   * 请示文号
   */
  requestNumber?: string | null
  /**
   * 换届请示
   */
  request?: string[] | null
  /**
   * 批复文号
   */
  replyNumber?: string | null
  /**
   * 换届批复
   */
  reply?: string[] | null
  /**
   * 候选人预备人选请示
   */
  candidatesRequest?: string[] | null
  /**
   * 候选人批复文号
   */
  candidatesNumber?: string | null
  /**
   * 候选人批复
   */
  candidatesReply?: string[] | null
  /**
   * 选举办法
   */
  rulesOfElection?: string[] | null
  /**
   * 选举日期
   */
  heldOn?: string | null
  /**
   * 地点
   */
  place?: string | null
  /**
   * 监票人
   */
  scrutineer?: string | null
  /**
   * 计票人
   */
  tellers?: string | null
  /**
   * 实到会人数：有选举权的到会人数
   */
  present?: number | null
  /**
   * 发出选票
   */
  ballotsIssued?: number | null
  /**
   * 收回选票
   */
  ballotsCollected?: number | null
  /**
   * 有效票
   */
  ballotsValid?: number | null
  /**
   * 另选他人得票：候选人以外的人得票合计
   */
  otherVotes?: number | null
  /**
   * 名额空缺：当选人少于应选名额，经批准不再另行选举
   */
  leavesVacant?: boolean | null
  /**
   * 第一次委员会会议到会委员数：新一届委员会选举书记、副书记时到会的委员
   */
  committeePresent?: number | null
  /**
   * 选举结果报告单：监票人、计票人签字的扫描件
   */
  report?: string[] | null
  /**
   * 结果批复文号
   */
  resultNumber?: string | null
  /**
   * 选举结果批复
   */
  resultReply?: string[] | null
  /**
   * 就任日期
   */
  startOn?: string | null
  /**
   * 状态
   */
  state?: 'preparing' | 'requested' | 'nominating' | 'nominated' | 'meeting' | 'reported' | 'done' | 'cancelled' | null
  /**
   * 备注
   */
  remark?: string | null
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
 * 新增换届选举
 */
export interface LeadershipElectionInput {
  /**
   * 届次：换届的选新一届（先登记届次），补选的选在任的一届
   */
  termId: string
  /**
   * 类型：不填时为 换届
   */
  kind?: 'term' | 'by-election' | null
  /**
   * 会议形式：不填时为 党员大会
   */
  method?: 'members' | 'delegates' | null
  /**
   * 是否设委员会：正式党员七人以上的支部设支部委员会；不填时为 true
   */
  withCommittee?: boolean | null
  /**
   * 有选举权的党员（代表）数：正式党员，不含留党察看和被暂停选举权的
   */
  voters: number
  /**
   * 不计入应到会人数的党员：须报上级党组织同意，并经党员大会通过
   *
   * @maxItems 200
   */
  notCounted?:
    | {
        /**
         * 姓名
         */
        name: string
        /**
         * 原因
         */
        reason: 'ill' | 'abroad' | 'sentenced' | 'old' | 'away'
      }[]
    | null
  /**
   * 应选名额：委员人数；不设委员会的，为书记、副书记人数
   */
  seats: number
  /**
   * 请示文号
   */
  requestNumber?: string | null
  /**
   * 换届请示
   *
   * @maxItems 5
   */
  request?: string[] | null
  /**
   * 候选人预备人选请示
   *
   * @maxItems 5
   */
  candidatesRequest?: string[] | null
  /**
   * 选举办法
   *
   * @maxItems 5
   */
  rulesOfElection?: string[] | null
  /**
   * 选举日期
   */
  heldOn?: string | null
  /**
   * 地点
   */
  place?: string | null
  /**
   * 监票人
   */
  scrutineer?: string | null
  /**
   * 计票人
   */
  tellers?: string | null
  /**
   * 实到会人数：有选举权的到会人数
   */
  present?: number | null
  /**
   * 发出选票
   */
  ballotsIssued?: number | null
  /**
   * 收回选票
   */
  ballotsCollected?: number | null
  /**
   * 有效票
   */
  ballotsValid?: number | null
  /**
   * 另选他人得票：候选人以外的人得票合计
   */
  otherVotes?: number | null
  /**
   * 名额空缺：当选人少于应选名额，经批准不再另行选举；不填时为 false
   */
  leavesVacant?: boolean | null
  /**
   * 第一次委员会会议到会委员数：新一届委员会选举书记、副书记时到会的委员
   */
  committeePresent?: number | null
  /**
   * 选举结果报告单：监票人、计票人签字的扫描件
   *
   * @maxItems 5
   */
  report?: string[] | null
  /**
   * 备注
   */
  remark?: string | null
}

/**
 * 修改换届选举
 */
export interface LeadershipElectionPatch {
  /**
   * 类型
   */
  kind?: 'term' | 'by-election' | null
  /**
   * 会议形式
   */
  method?: 'members' | 'delegates' | null
  /**
   * 是否设委员会：正式党员七人以上的支部设支部委员会
   */
  withCommittee?: boolean | null
  /**
   * 有选举权的党员（代表）数：正式党员，不含留党察看和被暂停选举权的
   */
  voters?: number | null
  /**
   * 不计入应到会人数的党员：须报上级党组织同意，并经党员大会通过
   *
   * @maxItems 200
   */
  notCounted?:
    | {
        /**
         * 姓名
         */
        name: string
        /**
         * 原因
         */
        reason: 'ill' | 'abroad' | 'sentenced' | 'old' | 'away'
      }[]
    | null
  /**
   * 应选名额：委员人数；不设委员会的，为书记、副书记人数
   */
  seats?: number | null
  /**
   * 请示文号
   */
  requestNumber?: string | null
  /**
   * 换届请示
   *
   * @maxItems 5
   */
  request?: string[] | null
  /**
   * 候选人预备人选请示
   *
   * @maxItems 5
   */
  candidatesRequest?: string[] | null
  /**
   * 选举办法
   *
   * @maxItems 5
   */
  rulesOfElection?: string[] | null
  /**
   * 选举日期
   */
  heldOn?: string | null
  /**
   * 地点
   */
  place?: string | null
  /**
   * 监票人
   */
  scrutineer?: string | null
  /**
   * 计票人
   */
  tellers?: string | null
  /**
   * 实到会人数：有选举权的到会人数
   */
  present?: number | null
  /**
   * 发出选票
   */
  ballotsIssued?: number | null
  /**
   * 收回选票
   */
  ballotsCollected?: number | null
  /**
   * 有效票
   */
  ballotsValid?: number | null
  /**
   * 另选他人得票：候选人以外的人得票合计
   */
  otherVotes?: number | null
  /**
   * 名额空缺：当选人少于应选名额，经批准不再另行选举
   */
  leavesVacant?: boolean | null
  /**
   * 第一次委员会会议到会委员数：新一届委员会选举书记、副书记时到会的委员
   */
  committeePresent?: number | null
  /**
   * 选举结果报告单：监票人、计票人签字的扫描件
   *
   * @maxItems 5
   */
  report?: string[] | null
  /**
   * 备注
   */
  remark?: string | null
}

/**
 * 班子成员
 */
export interface LeadershipOfficial {
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
   * 职务
   */
  post?:
    | '书记'
    | '副书记'
    | '专职副书记'
    | '常委'
    | '纪委书记'
    | '组织委员'
    | '宣传委员'
    | '纪检委员'
    | '统战委员'
    | '青年委员'
    | '群工委员'
    | '保密委员'
    | '学习委员'
    | '生活委员'
    | '妇女委员'
    | '工会委员'
    | '委员'
    | null
  /**
   * 任职日期
   */
  fromOn?: string | null
  /**
   * 免职日期：任职的最后一天
   */
  toOn?: string | null
  /**
   * 届次
   */
  term?: {
    id: string
    label: string | null
  } | null
  /**
   * 届数
   */
  termNumber?: number | null
  /**
   * 党组织类别
   */
  category?: string | null
  /**
   * 党员
   */
  member?: {
    id: string
    label: string | null
  } | null
  /**
   * 姓名
   */
  name?: string | null
  /**
   * 党员类别
   */
  memberCategory?: string | null
  /**
   * 账号
   */
  user?: {
    id: string
    label: string | null
  } | null
  /**
   * 排序
   */
  position?: number | null
  /**
   * 产生方式
   */
  manner?: 'elected' | 'appointed' | 'co-opted' | null
  /**
   * 任职文号
   */
  documentNumber?: string | null
  /**
   * 状态
   */
  state?: 'draft' | 'review' | 'serving' | 'left' | null
  /**
   * 免职原因
   */
  leaveReason?: 'term' | 'removed' | 'resigned' | 'transferred' | 'died' | 'other' | null
  /**
   * 免职文号
   */
  leaveNumber?: string | null
  /**
   * 由哪次选举产生
   */
  election?: {
    id: string
    label: string | null
  } | null
  /**
   * 任职记录
   */
  appointment?: {
    id: string
    label: string | null
  } | null
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
 * 新增班子成员
 */
export interface LeadershipOfficialInput {
  /**
   * 职务
   */
  post:
    | '书记'
    | '副书记'
    | '专职副书记'
    | '常委'
    | '纪委书记'
    | '组织委员'
    | '宣传委员'
    | '纪检委员'
    | '统战委员'
    | '青年委员'
    | '群工委员'
    | '保密委员'
    | '学习委员'
    | '生活委员'
    | '妇女委员'
    | '工会委员'
    | '委员'
  /**
   * 任职日期
   */
  fromOn?: string | null
  /**
   * 届次
   */
  termId: string
  /**
   * 党员：填写党员的身份证号
   */
  memberId: string
  /**
   * 排序
   */
  position?: number | null
  /**
   * 产生方式：不填时为 选举
   */
  manner?: 'elected' | 'appointed' | 'co-opted' | null
  /**
   * 任职文号
   */
  documentNumber?: string | null
  /**
   * 附件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
}

/**
 * 修改班子成员
 */
export interface LeadershipOfficialPatch {
  /**
   * 职务
   */
  post?:
    | '书记'
    | '副书记'
    | '专职副书记'
    | '常委'
    | '纪委书记'
    | '组织委员'
    | '宣传委员'
    | '纪检委员'
    | '统战委员'
    | '青年委员'
    | '群工委员'
    | '保密委员'
    | '学习委员'
    | '生活委员'
    | '妇女委员'
    | '工会委员'
    | '委员'
    | null
  /**
   * 任职日期
   */
  fromOn?: string | null
  /**
   * 排序
   */
  position?: number | null
  /**
   * 产生方式
   */
  manner?: 'elected' | 'appointed' | 'co-opted' | null
  /**
   * 任职文号
   */
  documentNumber?: string | null
  /**
   * 附件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
}

/**
 * 届次
 */
export interface LeadershipTerm {
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
   * 届数：第几届，只填数字
   */
  number?: number | null
  /**
   * 任期开始：选举产生之日，或上级批复的日期
   */
  startOn?: string | null
  /**
   * 任期届满
   */
  endOn?: string | null
  /**
   * 延期至
   */
  extendedTo?: string | null
  /**
   * 换届期限
   */
  dueOn?: string | null
  /**
   * 当时名称
   */
  organizationName?: string | null
  /**
   * 党组织类别
   */
  category?: string | null
  /**
   * 届次名称
   */
  name?: string | null
  /**
   * 是否村（社区）党组织：村和社区党组织每届任期五年
   */
  isVillage?: boolean | null
  /**
   * 状态
   */
  state?: 'draft' | 'review' | 'coming' | 'current' | 'overdue' | 'extending' | 'ended' | null
  /**
   * 实际卸任
   */
  endedOn?: string | null
  /**
   * 批复文号
   */
  documentNumber?: string | null
  /**
   * 附件
   */
  attachments?: string[] | null
  /**
   * 申请延期至
   */
  requestedTo?: string | null
  /**
   * 延期理由
   */
  extensionReason?: string | null
  /**
   * 延期请示
   */
  extensionRequest?: string[] | null
  /**
   * 延期批复文号
   */
  extensionNumber?: string | null
  /**
   * 延期批复
   */
  extensionReply?: string[] | null
  /**
   * 备注
   */
  remark?: string | null
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
 * 新增届次
 */
export interface LeadershipTermInput {
  /**
   * 党组织
   */
  organizationId: string
  /**
   * 届数：第几届，只填数字
   */
  number: number
  /**
   * 任期开始：选举产生之日，或上级批复的日期
   */
  startOn: string
  /**
   * 是否村（社区）党组织：村和社区党组织每届任期五年；不填时为 false
   */
  isVillage?: boolean | null
  /**
   * 批复文号
   */
  documentNumber?: string | null
  /**
   * 附件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
  /**
   * 备注
   */
  remark?: string | null
}

/**
 * 修改届次
 */
export interface LeadershipTermPatch {
  /**
   * 届数：第几届，只填数字
   */
  number?: number | null
  /**
   * 任期开始：选举产生之日，或上级批复的日期
   */
  startOn?: string | null
  /**
   * 是否村（社区）党组织：村和社区党组织每届任期五年
   */
  isVillage?: boolean | null
  /**
   * 批复文号
   */
  documentNumber?: string | null
  /**
   * 附件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
  /**
   * 备注
   */
  remark?: string | null
}

/** Every entity of this plugin: as read, as created, as changed. */
export type Entities = {
  'leadership/candidate': { read: LeadershipCandidate; input: LeadershipCandidateInput; patch: LeadershipCandidatePatch }
  'leadership/election': { read: LeadershipElection; input: LeadershipElectionInput; patch: LeadershipElectionPatch }
  'leadership/official': { read: LeadershipOfficial; input: LeadershipOfficialInput; patch: LeadershipOfficialPatch }
  'leadership/term': { read: LeadershipTerm; input: LeadershipTermInput; patch: LeadershipTermPatch }
}
