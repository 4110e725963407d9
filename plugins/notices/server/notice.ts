import { type Addressed, type At, events, type Given, messages, operations, people, records, rights, sql } from '../../../core/index.ts'

/** What the plugin works with. */
export const needs = { events, messages, operations, people, records, rights }
export type Parts = Given<typeof needs>

export type Notice = {
  id: string
  organization_id: string
  title: string
  state: string
  progress: string | null
  to_organizations: string[] | null
  with_below: boolean | null
  officers_only: boolean | null
  to_people: string[] | null
  by_sms: boolean | null
  by_voice: boolean | null
  urgent: boolean | null
  reached_organization: string | null
  reached_user: string | null
  round: string | null
  reminded: string | null
  sender: string
}

/** A notice that is not deleted, with the name of who sends it; nobody else changes it until the transaction ends. */
export async function lockedNotice({ transaction }: At, id: string): Promise<Notice | undefined> {
  const [notice] = await transaction.run(sql<Notice>`
    select t.id, t.organization_id, t.title, t.state, t.progress, t.to_organizations, t.with_below, t.officers_only, t.to_people, t.by_sms, t.by_voice,
      t.urgent, t.reached_organization, t.reached_user, t.round, t.reminded, coalesce(o.short_name, o.name) as sender
    from notices.notice t join core.organization o on o.tenant_id = t.tenant_id and o.id = t.organization_id
    where t.tenant_id = ${transaction.tenantId} and t.id = ${id} and t.deleted_at is null for update of t`)
  return notice
}

/** Whom a notice is for: nobody outside of the organization that sends it and those below. */
export function addressedBy(notice: Notice): Addressed {
  return {
    within: notice.organization_id,
    organizations: notice.to_organizations ?? [],
    below: notice.with_below ?? false,
    officers: notice.officers_only ?? false,
    people: notice.to_people ?? [],
  }
}

/** The words of a message about it, and the ways it goes. It leads to the page on which it is read. */
export function messageOf(notice: Notice) {
  const { id, title, sender } = notice
  const channels = ['in-app' as const, ...(notice.by_sms ? ['sms' as const] : []), ...(notice.by_voice ? ['voice' as const] : [])]
  return { variables: { title, sender }, channels, link: `/m/notices.inbox/${id}`, about: id }
}
