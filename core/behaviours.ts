import { freshnessBehaviours } from './blocks/freshness.ts'
import { type EntityKey, entityOf, type Model } from './declarations/model.ts'
import { fileBehaviours } from './files/behaviours.ts'
import { messageBehaviours } from './messages/behaviours.ts'
import { numberBehaviours } from './numbers/behaviours.ts'
import { organizationBehaviour } from './organizations/behaviour.ts'
import { ownFieldBehaviour } from './own-fields/own-field-behaviour.ts'
import { accessBehaviours } from './permissions/behaviours.ts'
import type { Platform } from './platform.ts'
import type { Behaviour } from './records/engine.ts'
import { treeBehaviours } from './records/tree.ts'
import { sampleBehaviours } from './samples/behaviour.ts'
import { savedViewBehaviours } from './saved-views/behaviour.ts'
import { tenantBehaviours } from './tenants/behaviours.ts'
import { followsPerson } from './users/behaviour.ts'
import { randomFirstPassword } from './users/first-password.ts'
import { webhookBehaviours } from './webhooks/behaviours.ts'
import { workflowBehaviours } from './workflows/behaviour.ts'

/** What core's own entities do beyond their declarations. */
export function allBehaviours(model: Model, platform: () => Platform): Map<EntityKey, Behaviour[]> {
  const all = new Map<EntityKey, Behaviour[]>()
  const own: [EntityKey, Behaviour[]][] = [
    ['core/organization', [organizationBehaviour]],
    ['core/own-field', [ownFieldBehaviour]],
    ['core/user', [followsPerson, randomFirstPassword(platform)]],
  ]
  for (const [key, some] of [
    ...accessBehaviours,
    ...tenantBehaviours,
    ...savedViewBehaviours,
    ...sampleBehaviours,
    ...messageBehaviours,
    ...numberBehaviours,
    ...treeBehaviours(model),
    ...fileBehaviours(model, platform),
    ...workflowBehaviours(model),
    ...webhookBehaviours(platform),
    ...freshnessBehaviours(model),
    ...own,
  ])
    all.set(entityOf(model, key).key, [...(all.get(key) ?? []), ...some])
  return all
}
