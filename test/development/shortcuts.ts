import { addDays, addMonths } from '../../core/identity/dates.ts'
import type { Body } from '../support/client.ts'
import { meeting, today } from './course.ts'

/** What someone tries in a step that the regulation forbids, and what he is told. */
export type Shortcut = {
  step: string
  what: string
  /** What he says beside (or in place of) what the legal step says; a field that is undefined is left out. */
  says: Body
  event?: string
  by?: 'branch' | 'committee' | 'department'
  /** Months in this step when he tries, if not those of the legal course. Later ones stand below. */
  wait?: number
  /** Tried before the reviews of the step have been noted. */
  unreviewed?: true
  status?: number
  told: RegExp
}

const tomorrow = addDays(today, 1)
const yesterday = addDays(today, -1)
const without = (...names: string[]): Body => Object.fromEntries(names.map(name => [name, undefined]))
const missing = (step: string, field: string, title: string): Shortcut => ({
  ...{ step, what: `缺少${title}`, says: without(field), told: new RegExp(`缺少.*${title}`) },
})
const inFuture = (step: string, field: string, title: string): Shortcut => ({
  ...{ step, what: `${title}在将来`, says: { [field]: tomorrow }, told: new RegExp(`${title}晚于今天`) },
})
const beforeOthers = (step: string, field: string, told: RegExp): Shortcut => ({
  ...{ step, what: '早于前一步', says: { [field]: addMonths(today, -60) }, told },
})

/** Every forbidden shortcut of domain.md §2 and §2.1, in the order of the steps. `named` are people of the branch. */
export const shortcuts = (named: { contacts: [string, string]; probationer: string }): Shortcut[] => [
  // 1
  { step: 'apply', what: '跳到后面的步骤', event: 'approve', says: {}, status: 409, told: /当前状态为“递交入党申请书”/ },
  // 2
  missing('talk', 'talkRecord', '谈话记录'),
  inFuture('talk', 'talkedOn', '谈话日期'),
  beforeOthers('talk', 'talkedOn', /谈话日期早于递交申请书日期/),
  // 3
  { step: 'recommend', what: '递交申请书不久', wait: 0, says: {}, told: /递交入党申请书后的时间不够.*最早/ },
  missing('recommend', 'recommendation', '推荐（推优）表'),
  missing('recommend', 'activistMinutes', '会议记录'),
  // 4
  { step: 'activist-filing', what: '支部自己备案', by: 'branch', says: {}, status: 403, told: /不由您办理/ },
  missing('activist-filing', 'activistFiling', '备案报告和批复'),
  beforeOthers('activist-filing', 'activistFiledOn', /积极分子备案日期早于/),
  // 5
  { step: 'contacts', what: '没有培养联系人', says: without('contact1Id'), status: 422, told: /培养联系人/ },
  {
    step: 'contacts',
    what: '联系人是预备党员',
    says: { contact1Id: named.probationer },
    status: 422,
    told: /培养联系人须是党籍正常的正式党员/,
  },
  { step: 'contacts', what: '两名联系人是一个人', says: { contact2Id: named.contacts[0] }, status: 422, told: /同一个人/ },
  missing('contacts', 'trainingBook', '考察登记表'),
  // 6
  { step: 'training', what: '考察不满一年', wait: 11, unreviewed: true, says: {}, told: /培养教育考察不满一年，最早/ },
  { step: 'training', what: '没有半年一次的考察', wait: 12, unreviewed: true, says: {}, told: /每半年至少考察一次/ },
  missing('training', 'thoughtReports', '思想汇报'),
  // 7
  {
    step: 'candidate',
    what: '日期写在一年之内',
    says: { candidateOn: addMonths(today, -1) },
    told: /培养教育考察不满一年，不能确定为发展对象，最早/,
  },
  missing('candidate', 'opinions', '征求意见记录'),
  missing('candidate', 'candidateMinutes', '会议记录'),
  // 8
  { step: 'candidate-filing', what: '支部自己备案', by: 'branch', says: {}, status: 403, told: /不由您办理/ },
  missing('candidate-filing', 'candidateFiling', '发展对象备案表'),
  // 9
  { step: 'introducers', what: '只有一名介绍人', says: without('introducer2Id'), status: 422, told: /入党介绍人/ },
  { step: 'introducers', what: '两名介绍人是一个人', says: { introducer2Id: named.contacts[0] }, status: 422, told: /同一个人/ },
  {
    step: 'introducers',
    what: '介绍人是预备党员',
    says: { introducer2Id: named.probationer },
    status: 422,
    told: /入党介绍人须是党籍正常的正式党员/,
  },
  // 10
  { step: 'review', what: '政治审查不合格', says: { politicalConclusion: 'unqualified' }, told: /政治审查不合格/ },
  missing('review', 'politicalReport', '政治审查报告'),
  // 11
  { step: 'course', what: '只培训两天', says: { trainingDays: 2 }, told: /不少于三天或者二十四个学时/ },
  { step: 'course', what: '只培训二十三个学时', says: { trainingDays: undefined, trainingHours: 23 }, told: /不少于三天或者二十四个学时/ },
  missing('course', 'trainingCertificate', '结业证'),
  // 12
  missing('committee', 'committeeMinutes', '审查记录'),
  missing('committee', 'admissionNotice', '公示'),
  // 13
  { step: 'pre-examination', what: '公示期未满', wait: 0, says: {}, told: /公示期未满，不能预审，最早/ },
  { step: 'pre-examination', what: '支部自己预审', by: 'branch', says: {}, status: 403, told: /不由您办理/ },
  { step: 'pre-examination', what: '三个月内要离开', says: { leavingOn: addMonths(today, 2) }, status: 422, told: /三个月内将离开/ },
  missing('pre-examination', 'preExamination', '预审意见'),
  // 14
  { step: 'form', what: '没有志愿书编号', says: without('formNumber'), status: 422, told: /入党志愿书编号/ },
  { step: 'form', what: '预审之前就填写', says: { formFilledOn: yesterday }, told: /填写志愿书日期早于预审日期/ },
  missing('form', 'applicationForm', '入党志愿书'),
  // 15
  {
    step: 'meeting',
    what: '到会不过半数',
    says: { admissionPresent: 5, admissionWritten: 4 },
    status: 422,
    told: /到会的有表决权党员没有超过半数/,
  },
  {
    step: 'meeting',
    what: '赞成不过应到的半数',
    says: meeting('admission', { admissionFor: 5 }),
    told: /赞成票没有超过应到会有表决权党员的半数/,
  },
  { step: 'meeting', what: '票数多于人数', says: meeting('admission', { admissionFor: 9 }), status: 422, told: /票数多于/ },
  { step: 'meeting', what: '实到多于应到', says: meeting('admission', { admissionPresent: 11 }), status: 422, told: /实到会人数多于应到/ },
  { step: 'meeting', what: '书面意见多出应到', says: meeting('admission', { admissionWritten: 3 }), status: 422, told: /多于应到会人数/ },
  missing('meeting', 'admissionMinutes', '支部大会记录'),
  inFuture('meeting', 'admissionMeetingOn', '支部大会日期'),
  // 16
  { step: 'interview', what: '不谈话就审批', event: 'approve', says: {}, told: /当前状态为“上级党委派人谈话”/ },
  missing('interview', 'interviewRecord', '谈话记录'),
  // 17
  { step: 'approval', what: '支部自己审批', by: 'branch', says: {}, status: 403, told: /不由您办理/ },
  { step: 'approval', what: '更上一级代批', by: 'department', says: {}, status: 403, told: /不由您办理/ },
  { step: 'approval', what: '党委赞成不过半数', says: { approvalEligible: 8, approvalFor: 4 }, told: /赞成票没有超过应到委员的半数/ },
  missing('approval', 'approval', '审批意见'),
  { step: 'approval', what: '超过三个月，没有说明', wait: 4, says: {}, status: 422, told: /超过三个月，请说明/ },
  {
    step: 'approval',
    what: '超过六个月',
    wait: 7,
    says: { approvalDelayReason: '疫情' },
    status: 422,
    told: /超过六个月，须由支部大会重新讨论/,
  },
]

/** The same for someone who was approved in time. */
export const laterShortcuts: Shortcut[] = [
  // 18
  missing('department-filing', 'departmentFiling', '组织部门备案表'),
  { step: 'department-filing', what: '支部自己备案', by: 'branch', says: {}, status: 403, told: /不由您办理/ },
  // 19
  beforeOthers('assignment', 'assignedOn', /编入支部日期早于/),
  // 20
  missing('oath', 'oathPhotos', '宣誓影像'),
  beforeOthers('oath', 'oathOn', /入党宣誓日期早于/),
  // 21
  { step: 'probation', what: '预备期没有快满', wait: 10, unreviewed: true, says: {}, told: /预备期还没有快满，最早/ },
  { step: 'probation', what: '没有半年一次的考察', wait: 12, unreviewed: true, says: {}, told: /每半年至少考察一次/ },
  missing('probation', 'probationReport', '预备党员考察表'),
  // 22
  missing('full-application', 'fullApplication', '转正申请书'),
  {
    step: 'full-application',
    what: '申请书写在期满前一个月之前',
    says: { fullAppliedOn: addMonths(today, -2) },
    told: /期满前一个月起才能提出转正申请/,
  },
  // 23
  { step: 'full-meeting', what: '公示期未满', says: { fullPublicFrom: today }, told: /公示期未满，不能讨论转正/ },
  {
    step: 'full-meeting',
    what: '预备期满之前开会',
    says: { fullMeetingOn: addDays(today, -3) },
    told: /预备期未满，不能讨论转正，最早|早于/,
  },
  { step: 'full-meeting', what: '到会不过半数', says: { fullPresent: 5, fullWritten: 4 }, status: 422, told: /没有超过半数/ },
  { step: 'full-meeting', what: '赞成不过应到的半数', says: meeting('full', { fullFor: 5 }), told: /赞成票没有超过应到会/ },
  { step: 'full-meeting', what: '延长不到半年', event: 'extend', says: { extensionMonths: 5 }, told: /不少于六个月、不超过一年/ },
  { step: 'full-meeting', what: '延长超过一年', event: 'extend', says: { extensionMonths: 13 }, told: /不少于六个月、不超过一年/ },
  missing('full-meeting', 'fullMinutes', '支部大会记录'),
  // 24
  { step: 'full-approval', what: '支部自己审批', by: 'branch', says: {}, status: 403, told: /不由您办理/ },
  {
    step: 'full-approval',
    what: '党委赞成不过半数',
    says: { fullApprovalEligible: 8, fullApprovalFor: 4 },
    told: /赞成票没有超过应到委员的半数/,
  },
  missing('full-approval', 'fullApproval', '转正审批意见'),
  // 25
  missing('archive', 'archiveList', '归档材料清单'),
]

/** The same for someone whose branch wants him as a full member, and whose committee waits. */
export const lateShortcuts: Shortcut[] = [
  { step: 'full-approval', what: '超过三个月，没有说明', wait: 4, says: {}, status: 422, told: /超过三个月，请说明/ },
]
