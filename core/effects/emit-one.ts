import { emit, type Telling } from '../events/emit.ts'
import { organizationOf } from '../events/record-events.ts'
import type { About } from './carry-out.ts'
import type { EmitEffect } from './effect.ts'
import { evaluateAll } from './evaluate.ts'

/** Tells others, who may react. */
export async function emitOne(telling: Telling, { event, data }: EmitEffect, about: About): Promise<void> {
  const { entity, recordId } = about
  const organizationId = entity && recordId ? organizationOf(entity, recordId, about.values) : about.event?.organizationId
  await emit(telling, [{ name: event, entity: entity?.key, recordId, organizationId, data: evaluateAll(data, about.values) }])
}
