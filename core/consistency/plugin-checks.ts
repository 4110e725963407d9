import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { sql } from '../database/sql.ts'
import type { Model } from '../declarations/model.ts'
import type { Check } from './check.ts'

/** What plugins hold their own records to: `checks/<name>.sql`, a query for what breaks the rule in the tenant that `app.tenant` names. */
export function pluginChecks(model: Model): Check[] {
  return [...model.plugins.values()].flatMap(({ name, folder }) => {
    const checks = join(folder, 'checks')
    const files = existsSync(checks) ? readdirSync(checks).sort() : []
    return files
      .filter(file => file.endsWith('.sql'))
      .map(file => ({ name: `${name}/${basename(file, '.sql')}`, offenders: sql.raw(`${readFileSync(join(checks, file), 'utf8')}\n`) }))
  })
}
