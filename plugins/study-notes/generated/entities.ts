// Made by `npm run types` from entities/*.json; changed there, not here.

/**
 * 学习心得
 */
export interface StudyNotesStudyNote {
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
   * 标题
   */
  title?: string | null
  /**
   * 学习主题
   */
  topic?: string | null
  /**
   * 正文
   */
  content?: string | null
  /**
   * 字数
   */
  length?: number | null
  /**
   * 撰写日期
   */
  writtenOn?: string | null
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
 * 新增学习心得
 */
export interface StudyNotesStudyNoteInput {
  /**
   * 党员：填写党员的身份证号
   */
  memberId: string
  /**
   * 党组织名称：撰写时所在的党组织；不填则为党员现在所在的党组织
   */
  organizationId?: string | null
  /**
   * 标题
   */
  title: string
  /**
   * 学习主题
   */
  topic?: string | null
  /**
   * 正文
   */
  content: string
  /**
   * 撰写日期
   */
  writtenOn?: string | null
  /**
   * 附件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
}

/**
 * 修改学习心得
 */
export interface StudyNotesStudyNotePatch {
  /**
   * 党员：填写党员的身份证号
   */
  memberId?: string | null
  /**
   * 党组织名称：撰写时所在的党组织；不填则为党员现在所在的党组织
   */
  organizationId?: string | null
  /**
   * 标题
   */
  title?: string | null
  /**
   * 学习主题
   */
  topic?: string | null
  /**
   * 正文
   */
  content?: string | null
  /**
   * 撰写日期
   */
  writtenOn?: string | null
  /**
   * 附件
   *
   * @maxItems 20
   */
  attachments?: string[] | null
}

/** Every entity of this plugin: as read, as created, as changed. */
export type Entities = {
  'study-notes/study-note': { read: StudyNotesStudyNote; input: StudyNotesStudyNoteInput; patch: StudyNotesStudyNotePatch }
}
