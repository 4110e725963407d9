import type { TenantTransaction } from '../core/database/database.ts'
import type { EntityKey, Json } from '../core/declarations/model.ts'
import type { Engine } from '../core/records/engine.ts'
import type { DemoDevelopment } from './developments.ts'

type CreateAll = (engine: Engine, transaction: TenantTransaction, key: EntityKey, values: Json[]) => Promise<string[]>

/** People on their way to membership, each at the step that the demonstration left him at; after the accounts, so that those are asked who have to act. */
export async function seedDevelopments(
  { engine, transaction, createAll }: { engine: Engine; transaction: TenantTransaction; createAll: CreateAll },
  developments: DemoDevelopment[],
  { organizations, members }: { organizations: Map<string, string>; members: Map<string, string> },
): Promise<void> {
  const idOf = (idNumber: string | undefined) => (idNumber === undefined ? null : members.get(idNumber))
  await createAll(
    engine,
    transaction,
    'development/development',
    developments.map(({ organization, member, contact1, contact2, introducer1, introducer2, ...fields }) => ({
      ...fields,
      organizationId: organizations.get(organization),
      memberId: idOf(member),
      contact1Id: idOf(contact1),
      contact2Id: idOf(contact2),
      introducer1Id: idOf(introducer1),
      introducer2Id: idOf(introducer2),
    })),
  )
}
