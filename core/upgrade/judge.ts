import { CannotStart } from '../cannot-start.ts'
import type { TableDefinition } from '../database/table-definition.ts'
import { tablesOf } from '../database/table-definition.ts'
import type { Catalog } from './catalog.ts'
import { partitionRefusals, type Question, questionsOf } from './questions.ts'
import { type Alteration, typeChanges } from './types.ts'
import { timed, type Upgrading } from './upgrading.ts'

/**
 * Compares what is declared with what was, and with the tables as the migrations left them. Gives the types to alter.
 * @throws CannotStart listing everything that the data do not let a start do by itself, each with the step to write
 */
export async function judge(upgrading: Upgrading, catalog: Catalog): Promise<Alteration[]> {
  const tables = [...upgrading.model.entities.values()].flatMap(entity =>
    tablesOf(entity, upgrading.model).map((table): { plugin: string; entity: string; table: TableDefinition } => ({
      plugin: entity.plugin,
      entity: entity.name,
      table,
    })),
  )
  const { alterations, questions } = typeChanges(upgrading, catalog, tables)
  const refusals = partitionRefusals(upgrading, catalog)
  for (const question of [...questions, ...questionsOf(upgrading, catalog)]) refusals.push(...(await answer(upgrading, question)))
  if (refusals.length > 0)
    throw new CannotStart(`未能升级，数据库未作改动，旧版本可照常运行。原因：\n${refusals.map(one => `- ${one}`).join('\n')}`)
  return alterations
}

async function answer(upgrading: Upgrading, question: Question): Promise<string[]> {
  await upgrading.seeAllRows()
  const { rows } = await upgrading.client.query<{ found: number; which?: string[] | null }>(question.sql, question.values)
  const { found, which } = rows[0]!
  if (found === 0) return []
  const told = `插件 ${question.plugin}：${question.about}${question.told(found, (which ?? []).join('、'))}。`
  if (!question.remedy) {
    await timed(upgrading, 'note', told, async () => found)
    return []
  }
  return [`${told}请在 ${question.plugin}/migrations/${nextFile(upgrading, question.plugin)} 的 steps 中写 ${question.remedy}`]
}

function nextFile({ model }: Upgrading, plugin: string): string {
  const last = model.plugins.get(plugin)!.migrations.at(-1)?.name.slice(0, 4) ?? '0000'
  return `${String(Number(last) + 1).padStart(4, '0')}-upgrade.json`
}
