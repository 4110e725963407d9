import { commands, events, files, type Given, operations, records, rights, rounds, tenants } from '../../../../core/index.ts'

/** What articles work with. */
export const articleNeeds = { commands, events, files, operations, records, rights, rounds, tenants }
export type ArticleParts = Given<typeof articleNeeds>
