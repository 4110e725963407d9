import { type At, type Checked, sql } from '../../../../core/index.ts'

/** Notes of each what kind of file it is, so that pictures are chosen among pictures and videos among videos. */
export async function checkPictures({ transaction }: At, drafts: Checked[]): Promise<void> {
  const files = drafts.map(({ values }) => values['file']).filter(file => typeof file === 'string')
  const found = await transaction.run(sql<{ id: string; type: string }>`
    select id, content_type as type from core.file where tenant_id = ${transaction.tenantId} and id = any(${files}::uuid[])`)
  const types = new Map(found.map(({ id, type }) => [id, type.split('/')[0]!]))
  for (const { values } of drafts) {
    const type = types.get(String(values['file']))
    values['kind'] = type === 'image' || type === 'video' ? type : 'document'
  }
}
