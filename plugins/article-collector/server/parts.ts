import {
  checks,
  commands,
  events,
  files,
  type Given,
  messages,
  operations,
  outbound,
  records,
  rights,
  tenants,
  threads,
} from '../../../core/index.ts'

/** What the plugin works with. */
export const needs = { checks, commands, events, files, messages, operations, outbound, records, rights, tenants, threads }
export type Parts = Given<typeof needs>
