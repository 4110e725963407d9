import { writeAudit } from '../audit/write-audit.ts'
import type { TenantTransaction } from '../database/database.ts'
import { entityOf, type Json } from '../declarations/model.ts'
import type { Asked, Operation } from '../http/operation.ts'
import { type Caller, platformCaller } from '../permissions/access.ts'
import { denied, mayEverywhere } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { defineProblem } from '../problem.ts'
import { createDrafts, draftOf, throwIfWrong } from '../records/create.ts'
import type { Writing } from '../records/engine.ts'
import { notFound } from '../records/problems.ts'
import { isUuid } from '../records/relations.ts'
import { applyAction } from '../records/update.ts'
import { platformTenant } from '../tenants/tenant-state.ts'
import { applicationBody, filledIn } from './filled-in.ts'
import { newSecret } from './new-secret.ts'
import { amongPlatform, holdOwnApplication, type OwnApplication, ownApplicationSchema, ownApplications } from './own-application.ts'

const settled = defineProblem('sso.settled', 409, '审核通过后，平台名称和网址不能再改；可以停用后重新申请')
const notApprovedYet = defineProblem('sso.no-secret-yet', 409, '审核通过后才能生成密钥')

const path = '/api/v1/core/tenant/sso-applications'

/** The tenant's own side of single sign-on (S2.6): applying, the secret, giving it up. The operator's is `reviewOperations`. */
export function ownApplicationOperations({ engine }: Platform): Operation[] {
  const applications = entityOf(engine.model, 'core/sso-application')
  const entries = entityOf(engine.model, 'core/sso-entry')
  const common = { tag: '免密登录', access: 'full' as const, gate: { entity: entries, action: 'apply' } }

  function admit({ caller, parameters }: Asked): string {
    if (!mayEverywhere(caller, entries, 'apply', engine.model)) throw denied()
    const id = parameters['application'] ?? ''
    if (parameters['application'] !== undefined && !isUuid(id)) throw notFound()
    return id
  }

  /** The platform's records are written by the platform, in whose log the person stands by name. */
  function writing(transaction: TenantTransaction, { userName, ip, requestId }: Caller): Writing {
    return { engine, transaction, caller: platformCaller(platformTenant, { userName, ip, requestId }), entity: applications }
  }

  /** Changes one's own application, in both logs. `change` sees it as it is, and holds it. */
  async function changeOwn(
    asked: Asked,
    transaction: TenantTransaction,
    action: string,
    change: (before: OwnApplication, platform: TenantTransaction) => Json | Promise<Json>,
  ): Promise<OwnApplication> {
    const id = admit(asked)
    const { caller } = asked
    const after = await amongPlatform(transaction, async platform => {
      const values = await change(await holdOwnApplication(platform, caller.tenantId, id), platform)
      await applyAction(writing(platform, caller), action, id, values)
      return holdOwnApplication(platform, caller.tenantId, id)
    })
    await writeAudit({ engine, transaction, caller }, [{ action, entity: entries.key, recordLabel: after.name }])
    return after
  }

  return [
    {
      ...common,
      method: 'GET',
      path,
      id: 'ownSsoApplications.list',
      summary: '本单位的免密登录申请',
      reply: { type: 'object', required: ['data'], properties: { data: { type: 'array', items: ownApplicationSchema } } },
      read: async asked => {
        admit(asked)
        return { body: { data: await engine.database.tenant(platformTenant).run(ownApplications(asked.caller.tenantId)) } }
      },
    },
    {
      ...common,
      method: 'POST',
      path,
      id: 'ownSsoApplications.apply',
      summary: '申请免密登录',
      body: applicationBody,
      status: 201,
      reply: ownApplicationSchema,
      write: async (asked, transaction) => {
        admit(asked)
        const { caller } = asked
        const draft = draftOf({ tenant: caller.tenantId, ...filledIn(asked.body as Json), state: 'applied', entriesUsed: 0 })
        const application = await amongPlatform(transaction, async platform => {
          await createDrafts(writing(platform, caller), [draft])
          throwIfWrong([draft])
          return holdOwnApplication(platform, caller.tenantId, draft.id)
        })
        await writeAudit({ engine, transaction, caller }, [{ action: 'apply', entity: entries.key, recordLabel: application.name }])
        return { body: application }
      },
    },
    {
      ...common,
      method: 'PATCH',
      path: `${path}/{application}`,
      id: 'ownSsoApplications.change',
      summary: '修改免密登录申请；未通过或已停用的，重新申请',
      body: applicationBody,
      reply: ownApplicationSchema,
      write: async (asked, transaction) => ({
        body: await changeOwn(asked, transaction, 'apply', before => {
          const values = filledIn(asked.body as Json, before)
          if (before.state !== 'approved') return { ...values, state: 'applied' }
          if (values.name !== before.name || values.homepage !== before.homepage) throw settled()
          return values
        }),
      }),
    },
    {
      ...common,
      method: 'POST',
      path: `${path}/{application}/stop`,
      id: 'ownSsoApplications.stop',
      summary: '停用免密登录',
      reply: ownApplicationSchema,
      write: async (asked, transaction) => ({ body: await changeOwn(asked, transaction, 'stop', () => ({ state: 'stopped' })) }),
    },
    {
      ...common,
      method: 'POST',
      path: `${path}/{application}/secret`,
      id: 'ownSsoApplications.newSecret',
      summary: '生成或更换密钥；密钥只在这里给出一次',
      body: {
        type: 'object',
        additionalProperties: false,
        properties: { endFormer: { type: 'boolean', description: '旧密钥立即失效，用于密钥泄露时' } },
      },
      status: 201,
      reply: {
        type: 'object',
        required: ['secret', 'application'],
        properties: { secret: { type: 'string' }, application: ownApplicationSchema },
      },
      // Not through the door that keeps replies for requests that come again: the secret would stand in them.
      read: async asked => {
        const { endFormer = false } = asked.body as { endFormer?: boolean }
        return engine.database.transaction(asked.caller.tenantId, async transaction => {
          let secret = ''
          const application = await changeOwn(asked, transaction, 'new-secret', async ({ id, state }, platform) => {
            if (state !== 'approved') throw notApprovedYet()
            const made = await newSecret(platform, engine.model, id, endFormer)
            secret = made.secret
            return made
          })
          return { headers: { 'cache-control': 'no-store' }, body: { secret, application } }
        })
      },
    },
  ]
}
