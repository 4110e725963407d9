// Made by `npm run types` from entities/*.json; changed there, not here.

/**
 * 活动证打印记录
 */
export interface CertificatePrint {
  id: string
  version: number
  /**
   * 编号
   */
  number?: string | null
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
   * 印制单位
   */
  issuer?: string | null
  /**
   * 打印日期
   */
  printedOn?: string | null
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
 * 新增活动证打印记录
 */
export interface CertificatePrintInput {}

/**
 * 修改活动证打印记录
 */
export interface CertificatePrintPatch {}

/** Every entity of this plugin: as read, as created, as changed. */
export type Entities = {
  'certificate/print': { read: CertificatePrint; input: CertificatePrintInput; patch: CertificatePrintPatch }
}
