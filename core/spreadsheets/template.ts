import type { SheetColumn } from './column.ts'
import { runInWorker } from './pool.ts'

export type TemplateTask = { title: string; columns: SheetColumn[] }

/**
 * An empty .xlsx for people to fill in: the header with required columns marked `*`, drop-down lists, whole columns formatted, an
 * example row that begins with 示例： (reading passes over it), and a second sheet 填写说明.
 */
export async function writeTemplate(template: TemplateTask): Promise<Buffer> {
  return Buffer.from(await runInWorker('template', template))
}
