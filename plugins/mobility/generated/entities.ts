// Made by `npm run types` from entities/*.json; changed there, not here.

/**
 * 流入党员
 */
export interface MobilityInflow {
  id: string
  version: number
  /**
   * 姓名
   */
  name?: string | null
  /**
   * 接收管理的党组织
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 组织关系所在党组织
   */
  home?: string | null
  /**
   * 流入日期
   */
  arrivedOn?: string | null
  /**
   * 身份证号：加密保存，总是遮盖显示；完整内容由 reveal 查看
   */
  idNumber?: string | null
  /**
   * 性别：不填则按身份证号
   */
  sex?: string | null
  /**
   * 党员类别
   */
  category?: string | null
  /**
   * 联系电话
   */
  phone?: string | null
  /**
   * 流出地联系人
   */
  homeContact?: string | null
  /**
   * 流出地联系电话
   */
  homePhone?: string | null
  /**
   * 在本地的单位
   */
  unit?: string | null
  /**
   * 在本地的住址
   */
  residence?: string | null
  /**
   * 活动证编号
   */
  certificateNumber?: string | null
  /**
   * 联系与活动记录
   */
  contacts?:
    | {
        /**
         * 日期
         */
        on: string | null
        /**
         * 情况
         */
        content: string | null
        /**
         * 联系人
         */
        by: string | null
      }[]
    | null
  /**
   * 结束日期
   */
  endedOn?: string | null
  /**
   * 备注
   */
  remark?: string | null
  /**
   * 状态
   */
  state?: 'here' | 'gone' | 'transferred' | null
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
 * 新增流入党员
 */
export interface MobilityInflowInput {
  /**
   * 姓名
   */
  name: string
  /**
   * 接收管理的党组织
   */
  organizationId: string
  /**
   * 组织关系所在党组织
   */
  home: string
  /**
   * 流入日期
   */
  arrivedOn: string
  /**
   * 身份证号：18 位，末位可为 X；请按文本填写
   */
  idNumber: string
  /**
   * 性别：不填则按身份证号
   */
  sex?: string | null
  /**
   * 党员类别：不填时为 正式党员
   */
  category?: string | null
  /**
   * 联系电话
   */
  phone?: string | null
  /**
   * 流出地联系人
   */
  homeContact?: string | null
  /**
   * 流出地联系电话
   */
  homePhone?: string | null
  /**
   * 在本地的单位
   */
  unit?: string | null
  /**
   * 在本地的住址
   */
  residence?: string | null
  /**
   * 活动证编号
   */
  certificateNumber?: string | null
  /**
   * 联系与活动记录
   *
   * @maxItems 200
   */
  contacts?:
    | {
        /**
         * 日期
         */
        on: string
        /**
         * 情况
         */
        content: string
        /**
         * 联系人
         */
        by?: string | null
      }[]
    | null
  /**
   * 备注
   */
  remark?: string | null
}

/**
 * 修改流入党员
 */
export interface MobilityInflowPatch {
  /**
   * 姓名
   */
  name?: string | null
  /**
   * 接收管理的党组织
   */
  organizationId?: string | null
  /**
   * 组织关系所在党组织
   */
  home?: string | null
  /**
   * 性别：不填则按身份证号
   */
  sex?: string | null
  /**
   * 党员类别
   */
  category?: string | null
  /**
   * 联系电话
   */
  phone?: string | null
  /**
   * 流出地联系人
   */
  homeContact?: string | null
  /**
   * 流出地联系电话
   */
  homePhone?: string | null
  /**
   * 在本地的单位
   */
  unit?: string | null
  /**
   * 在本地的住址
   */
  residence?: string | null
  /**
   * 活动证编号
   */
  certificateNumber?: string | null
  /**
   * 联系与活动记录
   *
   * @maxItems 200
   */
  contacts?:
    | {
        /**
         * 日期
         */
        on: string
        /**
         * 情况
         */
        content: string
        /**
         * 联系人
         */
        by?: string | null
      }[]
    | null
  /**
   * 备注
   */
  remark?: string | null
}

/**
 * 流出党员
 */
export interface MobilityOutflow {
  id: string
  version: number
  /**
   * 姓名
   */
  name?: string | null
  /**
   * 所在党组织
   */
  organization?: {
    id: string
    label: string | null
  } | null
  /**
   * 流向
   */
  direction?: 'county' | 'province' | 'country' | 'abroad' | null
  /**
   * 流入地：省、市、县，境外填写国家和城市
   */
  destination?: string | null
  /**
   * 外出日期
   */
  leftOn?: string | null
  /**
   * 最近联系
   */
  lastContactOn?: string | null
  /**
   * 党员
   */
  member?: {
    id: string
    label: string | null
  } | null
  /**
   * 外出原因
   */
  reason?: 'work' | 'assignment' | 'study' | 'family' | 'retirement' | 'other' | null
  /**
   * 流入地区划代码：6 位数字，不清楚可不填
   */
  destinationCode?: string | null
  /**
   * 流入地单位
   */
  unit?: string | null
  /**
   * 流入地党组织
   */
  host?: string | null
  /**
   * 本人联系电话
   */
  phone?: string | null
  /**
   * 流入地联系人
   */
  contactName?: string | null
  /**
   * 联系人电话
   */
  contactPhone?: string | null
  /**
   * 预计返回日期
   */
  returnOn?: string | null
  /**
   * 外出月数
   */
  monthsAway?: number | null
  /**
   * 活动证编号
   */
  certificateNumber?: string | null
  /**
   * 活动证发证日期
   */
  certificateOn?: string | null
  /**
   * 联系记录
   */
  contacts?:
    | {
        /**
         * 日期
         */
        on: string | null
        /**
         * 方式
         */
        way: 'phone' | 'message' | 'visit' | 'meeting' | 'report' | null
        /**
         * 情况
         */
        content: string | null
        /**
         * 联系人
         */
        by: string | null
      }[]
    | null
  /**
   * 结束日期
   */
  endedOn?: string | null
  /**
   * 备注
   */
  remark?: string | null
  /**
   * 状态
   */
  state?: 'away' | 'returned' | 'transferred' | 'lost' | null
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
 * 新增流出党员
 */
export interface MobilityOutflowInput {
  /**
   * 流向：不填时为 跨省
   */
  direction?: 'county' | 'province' | 'country' | 'abroad' | null
  /**
   * 流入地：省、市、县，境外填写国家和城市
   */
  destination: string
  /**
   * 外出日期
   */
  leftOn: string
  /**
   * 党员：填写党员的身份证号
   */
  memberId: string
  /**
   * 外出原因：不填时为 务工经商
   */
  reason?: 'work' | 'assignment' | 'study' | 'family' | 'retirement' | 'other' | null
  /**
   * 流入地区划代码：6 位数字，不清楚可不填
   */
  destinationCode?: string | null
  /**
   * 流入地单位
   */
  unit?: string | null
  /**
   * 流入地党组织
   */
  host?: string | null
  /**
   * 本人联系电话
   */
  phone?: string | null
  /**
   * 流入地联系人
   */
  contactName?: string | null
  /**
   * 联系人电话
   */
  contactPhone?: string | null
  /**
   * 预计返回日期
   */
  returnOn?: string | null
  /**
   * 活动证编号
   */
  certificateNumber?: string | null
  /**
   * 活动证发证日期
   */
  certificateOn?: string | null
  /**
   * 联系记录
   *
   * @maxItems 200
   */
  contacts?:
    | {
        /**
         * 日期
         */
        on: string
        /**
         * 方式
         */
        way: 'phone' | 'message' | 'visit' | 'meeting' | 'report'
        /**
         * 情况
         */
        content?: string | null
        /**
         * 联系人
         */
        by?: string | null
      }[]
    | null
  /**
   * 备注
   */
  remark?: string | null
}

/**
 * 修改流出党员
 */
export interface MobilityOutflowPatch {
  /**
   * 流向
   */
  direction?: 'county' | 'province' | 'country' | 'abroad' | null
  /**
   * 流入地：省、市、县，境外填写国家和城市
   */
  destination?: string | null
  /**
   * 外出原因
   */
  reason?: 'work' | 'assignment' | 'study' | 'family' | 'retirement' | 'other' | null
  /**
   * 流入地区划代码：6 位数字，不清楚可不填
   */
  destinationCode?: string | null
  /**
   * 流入地单位
   */
  unit?: string | null
  /**
   * 流入地党组织
   */
  host?: string | null
  /**
   * 本人联系电话
   */
  phone?: string | null
  /**
   * 流入地联系人
   */
  contactName?: string | null
  /**
   * 联系人电话
   */
  contactPhone?: string | null
  /**
   * 预计返回日期
   */
  returnOn?: string | null
  /**
   * 活动证编号
   */
  certificateNumber?: string | null
  /**
   * 活动证发证日期
   */
  certificateOn?: string | null
  /**
   * 联系记录
   *
   * @maxItems 200
   */
  contacts?:
    | {
        /**
         * 日期
         */
        on: string
        /**
         * 方式
         */
        way: 'phone' | 'message' | 'visit' | 'meeting' | 'report'
        /**
         * 情况
         */
        content?: string | null
        /**
         * 联系人
         */
        by?: string | null
      }[]
    | null
  /**
   * 备注
   */
  remark?: string | null
}

/** Every entity of this plugin: as read, as created, as changed. */
export type Entities = {
  'mobility/inflow': { read: MobilityInflow; input: MobilityInflowInput; patch: MobilityInflowPatch }
  'mobility/outflow': { read: MobilityOutflow; input: MobilityOutflowInput; patch: MobilityOutflowPatch }
}
