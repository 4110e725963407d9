import type { Test } from 'tap'
import type { AssetPlatform } from '../plugins/assets.ts'
import { assetsPath, created, startWithAssets } from '../plugins/assets.ts'
import type { Body, Client } from '../support/client.ts'

export { assetsPath }

export const fieldsPath = '/core/own-fields'

/** Defines a field as a tenant's admin does; on assets unless told otherwise. */
export async function define(admin: Client, field: Body): Promise<Body> {
  return created(await admin.post(fieldsPath, { entity: 'assets/asset', ...field }))
}

/** One of every kind. */
export const everyKind = [
  { name: 'ownSupplier', title: '供应商', kind: 'text', maxLength: 20 },
  { name: 'ownWeight', title: '重量', kind: 'number', minimum: 0, maximum: 1000, decimals: 2, description: '千克' },
  { name: 'ownCheckedOn', title: '检验日期', kind: 'date' },
  {
    name: 'ownColour',
    title: '颜色',
    kind: 'choice',
    options: [
      { code: 'red', title: '红' },
      { code: 'blue', title: '蓝' },
      { code: 'green', title: '绿' },
    ],
  },
  { name: 'ownLeased', title: '是否租用', kind: 'boolean' },
  { name: 'ownContract', title: '合同', kind: 'file' },
  { name: 'ownRepairer', title: '维修人', kind: 'relation', target: 'members/member' },
]

/** The asset register, to which the demo tenant's admin has added a field of every kind. */
export async function startWithOwnFields(t: Test): Promise<AssetPlatform & { fields: Map<string, Body> }> {
  const platform = await startWithAssets(t)
  const fields = new Map<string, Body>()
  for (const [position, field] of everyKind.entries()) fields.set(field.name, await define(platform.admin, { ...field, position }))
  return { ...platform, fields }
}
