import type { Component } from '../../plugins/portal/server/content/component.ts'
import { created } from '../plugins/assets.ts'
import type { Client } from '../support/client.ts'

export const picturePng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export const text = (content: string): Component => ({ type: 'textnode', content })
export const paragraph = (content: string): Component => ({ tagName: 'p', components: [text(content)] })

/** A site of the organization with a home page that says this. */
export async function newSite(
  admin: Client,
  { organizationId, code, says = '欢迎' }: { organizationId: string; code: string; says?: string },
): Promise<{ id: string; homeId: string }> {
  const { id } = created(await admin.post('/portal/sites', { organizationId, code, title: `${code} 网站` }))
  const home = await admin.post('/portal/pages', { siteId: id, kind: 'home', title: '首页', content: { components: [paragraph(says)] } })
  return { id, homeId: created(home).id }
}

/** A picture among those of the site; gives its file. */
export async function newPicture(who: Client, siteId: string): Promise<string> {
  const file = (await who.upload('/core/files', { name: '合影.png', content: picturePng })).body.id
  created(await who.post('/portal/pictures', { siteId, file, title: '合影', alt: '合影' }))
  return file
}
