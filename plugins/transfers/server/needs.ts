import type { commands, Given, handovers, operations, records, rights } from '../../../core/index.ts'

export type Needs = Given<{
  commands: typeof commands
  handovers: typeof handovers
  operations: typeof operations
  records: typeof records
  rights: typeof rights
}>
