/** In the words of `plugins/notices/entities/notice.json`; `share` is how many of those it reached have read it, of a hundred. */
export type DemoNotice = { title: string; content: string; asksConfirmation: boolean; isPublic: boolean; sentAt?: string; share: number }

/** Notices of one branch to everyone in it: three that went out, the last of them to be confirmed, and a draft. */
export function demoNotices(): DemoNotice[] {
  return [
    {
      title: '关于做好党费收缴工作的通知',
      content: '各位党员：\n请于本月二十五日前交纳党费。因工资调整需要变更交纳基数的，请先与组织委员核对。\n特此通知。',
      asksConfirmation: false,
      isPublic: true,
      sentAt: '2026-06-03T01:30:00Z',
      share: 90,
    },
    {
      title: '关于开展防汛志愿服务的通知',
      content: '各位党员：\n汛期将至，支部组织志愿服务队参加堤防巡查。愿意参加的同志请向支部书记报名，注意自身安全。',
      asksConfirmation: false,
      isPublic: true,
      sentAt: '2026-06-15T08:00:00Z',
      share: 60,
    },
    {
      title: '关于召开支部党员大会的通知',
      content:
        '各位党员：\n定于六月三十日下午三时在三楼会议室召开支部党员大会，讨论接收预备党员事宜。请准时参加，不能到会的请事先请假。\n收到请确认。',
      asksConfirmation: true,
      isPublic: false,
      sentAt: '2026-06-24T02:00:00Z',
      share: 40,
    },
    {
      title: '关于征集主题党日活动建议的通知',
      content: '请大家就下半年的主题党日活动提出建议，一句话也可以。',
      asksConfirmation: false,
      isPublic: false,
      share: 0,
    },
  ]
}
