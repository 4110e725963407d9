import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import type { Model } from '../declarations/model.ts'
import type { Manifest } from './manifest.ts'
import { productVersion } from './product-version.ts'

/**
 * Refuses a backup that is newer than the program: nobody knows here what its tables mean. An older one is brought along like a database
 * that an older program left. Gives the plugins that are not installed, whose data is kept and waits for them.
 * @throws CannotStart saying what is newer
 */
export function pluginsMissingFor(manifest: Manifest, model: Model): string[] {
  if (isNewer(manifest.product, productVersion))
    throw new CannotStart(`备份来自版本 ${manifest.product}，而本程序是 ${productVersion}。请先升级程序，再恢复。`)
  for (const [name, version] of Object.entries(manifest.plugins)) {
    const known = model.plugins.get(name)
    if (known && isNewer(version, known.version))
      throw new CannotStart(
        `备份中的插件 ${known.title}（${name}）是版本 ${version}，而已安装的是 ${known.version}。请先升级插件，再恢复。`,
      )
  }
  return Object.keys(manifest.plugins).filter(name => !model.plugins.has(name))
}

/** Refuses rows of `core.applied` that tell of migrations which the installed plugins do not have. */
export function refuseUnknownMigrations(applied: string[], model: Model): void {
  for (const name of applied) {
    const [, plugin = '', file = ''] = /^migration ([^/]+)\/(.+)$/.exec(name) ?? []
    const known = model.plugins.get(plugin)
    if (known && !existsSync(join(known.folder, 'migrations', file)))
      throw new CannotStart(`备份来自更新的插件 ${known.title}（已执行过 ${file}）。请先升级插件，再恢复。`)
  }
}

/** Of versions such as `1.10.2`. */
function isNewer(one: string, other: string): boolean {
  const [ours, theirs] = [one, other].map(text => text.split(/[-+]/)[0]!.split('.').map(Number))
  for (const [at, part] of ours!.entries()) if (part !== (theirs![at] ?? 0)) return part > (theirs![at] ?? 0)
  return false
}
