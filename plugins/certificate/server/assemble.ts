import {
  type Asked,
  contributions,
  type Given,
  operations,
  papers,
  type RecordShown,
  records,
  type Shown,
  shown,
} from '../../../core/index.ts'

/** One section as a plugin declares it in `contributes/certificate.sections.json`. */
type Section = {
  title: string
  order: number
  entity: string
  of?: string
  rows?: string
  fields?: string[]
  columns?: string[]
  sort?: string
  limit?: number
}

export type Assembled = {
  member: { id: string; name: string; organizationId: string; organization: string; photo: string | null }
  issuer: string
  sections: ({ plugin: string; title: string; kind: 'facts' | 'table' } & Shown)[]
}

/** What the plugin works with. */
export const needs = { contributions, operations, papers, records, shown }
export type Parts = Given<typeof needs>

const usualLimit = 20

/**
 * The certificate of a member as the caller may see it: of the plugins that are on for the tenant, and of each what he may read.
 * @throws Problem 404 or 403 where he may not see the member
 */
export async function assemble(
  { contributions, shown }: Pick<Parts, 'contributions' | 'shown'>,
  asked: Asked,
  memberId: string,
): Promise<Assembled> {
  const member = await shown.record(asked, 'members/member', memberId)
  const given = await contributions.on<{ sections: Section[] }>(asked, 'sections')
  const declared = given.flatMap(({ plugin, content }) => content.sections.map(section => ({ plugin, ...section })))
  declared.sort((a, b) => a.order - b.order)
  const filled = await Promise.all(
    declared.map(async ({ plugin, title, ...section }): Promise<Assembled['sections']> => {
      const found = await filledIn(shown, asked, member, memberId, section)
      const kind = section.of === undefined && section.rows === undefined ? ('facts' as const) : ('table' as const)
      return found && found.columns.length > 0 ? [{ plugin, title, kind, ...found }] : []
    }),
  )
  const organization = member.related('organizationId')
  const [name = '', issuer = ''] = member.fields(['name', 'certificateIssuer']).rows[0] ?? []
  return {
    member: {
      id: memberId,
      name,
      organizationId: organization?.id ?? '',
      organization: organization?.label ?? '',
      photo: member.file('photo') ?? null,
    },
    issuer: issuer || (organization?.label ?? ''),
    sections: filled.flat(),
  }
}

type Filling = Omit<Section, 'title' | 'order'>

async function filledIn(
  shown: Parts['shown'],
  asked: Asked,
  member: RecordShown,
  id: string,
  { entity, of, rows, fields = [], columns = [], sort, limit = usualLimit }: Filling,
): Promise<Shown | undefined> {
  if (rows !== undefined) return member.rows(rows, columns, limit)
  if (of !== undefined) return shown.list(asked, entity, { of, id, fields, sort, most: limit })
  return member.fields(fields)
}
