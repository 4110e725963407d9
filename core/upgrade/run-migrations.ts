import { CannotStart } from '../cannot-start.ts'
import type { Migration, MigrationStep } from '../declarations/migration.ts'
import type { EntityKey, Model, PluginModel } from '../declarations/model.ts'
import { type Applied, migrationKey, noteMigration } from './applied.ts'
import { dropEntity, dropField, emptyTrash } from './drop.ts'
import { renameEntity, renameField, renameMenu } from './rename.ts'
import { timed, type Upgrading } from './upgrading.ts'
import { convertField, renameCode, setValue } from './values.ts'

/** Migrations not yet done, plugins after those they need, files by their numbers. A plugin that is new here has nothing to migrate. */
function pendingMigrations(plugins: Iterable<PluginModel>, applied: Applied) {
  return [...plugins].map(plugin => ({
    plugin,
    fresh: applied.fresh.has(plugin.name),
    pending: plugin.migrations.filter(migration => !applied.migrations.has(migrationKey(plugin.name, migration))),
  }))
}

/** Whether anything has to be done to data that are there. */
export function hasMigrations(model: Model, applied: Applied): boolean {
  return pendingMigrations(model.plugins.values(), applied).some(one => !one.fresh && one.pending.length > 0)
}

/** Does what is pending. Gives the entities whose records got other values, so that what is computed from these is computed anew. */
export async function runMigrations(upgrading: Upgrading, applied: Applied): Promise<Set<EntityKey>> {
  const changed = new Set<EntityKey>()
  for (const { plugin, fresh, pending } of pendingMigrations(upgrading.model.plugins.values(), applied)) {
    const steps = pending.flatMap(migration => migration.steps ?? [])
    for (const migration of pending) {
      if (!fresh) {
        await upgrading.seeAllRows()
        await timed(upgrading, 'migration', `${plugin.name}/${migration.name}`, () =>
          runMigration(upgrading, plugin, migration, steps, changed),
        )
      }
      await noteMigration(upgrading.client, plugin.name, migration)
    }
  }
  return changed
}

async function runMigration(
  upgrading: Upgrading,
  plugin: PluginModel,
  migration: Migration,
  pending: readonly MigrationStep[],
  changed: Set<EntityKey>,
): Promise<void> {
  if (migration.sql !== undefined) return told(migration, undefined, () => upgrading.client.query(migration.sql))
  for (const [at, step] of migration.steps.entries())
    await told(migration, at, async () => {
      const later = pending.slice(pending.indexOf(step) + 1)
      await timed(upgrading, 'step', `${plugin.name}/${migration.name}#/steps/${at} ${step.step}`, () =>
        runStep(upgrading, plugin.name, step, later, changed),
      )
    })
}

/** Rows changed, where a step changes rows. */
async function runStep(
  upgrading: Upgrading,
  plugin: string,
  step: MigrationStep,
  later: readonly MigrationStep[],
  changed: Set<EntityKey>,
): Promise<number | undefined> {
  switch (step.step) {
    case 'rename-field':
      return void (await renameField(upgrading, plugin, step))
    case 'drop-field':
      return void (await dropField(upgrading, plugin, step.entity, step.field))
    case 'convert-field':
      return void (await convertField(upgrading, plugin, step, later))
    case 'rename-entity':
      return void (await renameEntity(upgrading, plugin, step))
    case 'drop-entity':
      return void (await dropEntity(upgrading, plugin, step.entity))
    case 'empty-trash':
      return emptyTrash(upgrading, plugin, step.entity)
    case 'rename-code':
      return renameCode(upgrading, plugin, step, later)
    case 'set-value': {
      const set = await setValue(upgrading, plugin, step, later)
      if (set?.entity && set.rows > 0) changed.add(set.entity.key)
      return set?.rows
    }
    case 'rename-menu':
      return renameMenu(upgrading, plugin, step)
  }
}

/** What the database has against a migration, with the place of the step. */
async function told(migration: Migration, at: number | undefined, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    // Two that wait for each other are for the next try; a lost connection is no fault of the file.
    if (code && /^(40P01|57...|08...)$/.test(code)) throw error
    const place = at === undefined ? migration.file : `${migration.file}#/steps/${at}`
    if (error instanceof CannotStart || (code && /^[0-9A-Z]{5}$/.test(code)))
      throw new CannotStart(`迁移 ${place} 未能执行：${message}\n数据库未作改动，旧版本可照常运行。`)
    throw error
  }
}
