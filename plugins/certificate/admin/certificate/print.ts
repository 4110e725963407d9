import { Problem } from '../../../../runtime-web/admin/api/problem.ts'
import { addressOf } from '../../../../runtime-web/admin/api/request.ts'

/** Has the server make the PDF, and gives it to the browser to keep. @throws Problem */
export async function printCertificates(memberIds: string[]): Promise<void> {
  const response = await fetch(addressOf('/certificate/pdf'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ memberIds }),
  })
  if (!response.ok) throw new Problem(response.status, (await response.json()) as object)
  const address = URL.createObjectURL(await response.blob())
  const link = Object.assign(document.createElement('a'), { href: address, download: '党员活动证.pdf' })
  link.click()
  URL.revokeObjectURL(address)
}
