// Made by `npm run types` from entities/*.json; changed there, not here.

/**
 * 党群服务中心
 */
export interface ServiceCentersCenter {
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
   * 名称
   */
  name?: string | null
  /**
   * 级别
   */
  level?: 'city' | 'county' | 'town' | 'village' | 'unit' | null
  /**
   * 地址
   */
  address?: string | null
  /**
   * 联系电话：服务中心的办公电话，会公开
   */
  phone?: string | null
  /**
   * 联系人：不公开
   */
  contactName?: string | null
  /**
   * 开放时间
   */
  opensAt?: string | null
  /**
   * 简介
   */
  introduction?: string | null
  /**
   * 照片：jpg 格式，建议 290×180 像素或同样比例
   */
  photo?: string | null
  /**
   * 排序：小的在前
   */
  position?: number | null
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
 * 新增党群服务中心
 */
export interface ServiceCentersCenterInput {
  /**
   * 党组织名称：建设和管理它的党组织
   */
  organizationId: string
  /**
   * 名称
   */
  name: string
  /**
   * 级别：不填时为 村（社区）级
   */
  level?: 'city' | 'county' | 'town' | 'village' | 'unit' | null
  /**
   * 地址
   */
  address: string
  /**
   * 联系电话：服务中心的办公电话，会公开
   */
  phone?: string | null
  /**
   * 联系人：不公开
   */
  contactName?: string | null
  /**
   * 开放时间
   */
  opensAt?: string | null
  /**
   * 简介
   */
  introduction?: string | null
  /**
   * 照片：jpg 格式，建议 290×180 像素或同样比例
   */
  photo?: string | null
  /**
   * 排序：小的在前；不填时为 100
   */
  position?: number | null
}

/**
 * 修改党群服务中心
 */
export interface ServiceCentersCenterPatch {
  /**
   * 党组织名称：建设和管理它的党组织
   */
  organizationId?: string | null
  /**
   * 名称
   */
  name?: string | null
  /**
   * 级别
   */
  level?: 'city' | 'county' | 'town' | 'village' | 'unit' | null
  /**
   * 地址
   */
  address?: string | null
  /**
   * 联系电话：服务中心的办公电话，会公开
   */
  phone?: string | null
  /**
   * 联系人：不公开
   */
  contactName?: string | null
  /**
   * 开放时间
   */
  opensAt?: string | null
  /**
   * 简介
   */
  introduction?: string | null
  /**
   * 照片：jpg 格式，建议 290×180 像素或同样比例
   */
  photo?: string | null
  /**
   * 排序：小的在前
   */
  position?: number | null
}

/** Every entity of this plugin: as read, as created, as changed. */
export type Entities = {
  'service-centers/center': { read: ServiceCentersCenter; input: ServiceCentersCenterInput; patch: ServiceCentersCenterPatch }
}
