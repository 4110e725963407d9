/** Why someone who came from another platform stands before the login page, by the problem's code. */
const sentences: Record<string, string> = {
  'sso.ticket-over': '进入的凭证已用过或已过期，请回到原来的平台重新进入。',
  'sso.used-up': '免密登录的可用次数已用完，请联系本单位管理员。',
  'sso.not-approved': '从该平台的免密登录未开通或已停用，请联系本单位管理员。',
  'sso.other-origin': '不能从刚才的网页进入，请从本单位开通的平台进入。',
  'session.locked': '账号已被锁定，请联系管理员解锁。',
  'session.disabled': '账号已停用，请联系管理员。',
  'tenant.suspended': '本单位的服务已停用，请联系平台运营。',
}

const usual = '没有能够直接进入，请回到原来的平台重试，或在这里登录。'

export function EntryRefused({ code }: { code: string | null }) {
  if (code === null) return null
  return (
    <p role="alert" className="entrance-notice entrance-refused">
      {Object.hasOwn(sentences, code) ? sentences[code] : usual}
    </p>
  )
}
