import {
  blocks,
  commands,
  events,
  files,
  type Given,
  operations,
  records,
  rights,
  rounds,
  tenants,
  visitors,
} from '../../../../core/index.ts'

/** What articles work with. */
export const articleNeeds = { blocks, commands, events, files, operations, records, rights, rounds, tenants, visitors }
export type ArticleParts = Given<typeof articleNeeds>
