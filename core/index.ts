/**
 * The door for the code of plugins: what a plugin's `server.ts` imports, it imports from here, and nothing else of the platform. What stands here stays;
 * what stands elsewhere may change with every version.
 *
 * @example
 * export default definePlugin({
 *   needs: { events, records },
 *   start({ events, records }) {
 *     events.on('count', ['visits/visit.created'], async (at, happened) => {
 *       for (const { recordId } of happened) await records.change(at, 'visit', recordId!, { counted: true })
 *     })
 *   },
 * })
 */

export type { Addresses } from './blocks/addresses.ts'
export type { BlockAsking, BlockContext, BlockOnPage, BlockRendered, BlockSite } from './blocks/page.ts'
export type { TenantSql } from './database/database.ts'
export { type Sql, sql } from './database/sql.ts'
export type { Expression } from './declarations/expressions.ts'
export type { Json } from './declarations/model.ts'
export type { Happened } from './events/happening.ts'
export { usualSize } from './files/usual-size.ts'
export { filesNamedIn } from './html/files-in-html.ts'
export { textOfHtml } from './html/plain-text.ts'
export type { Asked, Reply } from './http/operation.ts'
export { todayInShanghai } from './identity/dates.ts'
export { mask } from './identity/mask.ts'
export { FetchFailure, type FetchFailureCode } from './outbound/fetch-failure.ts'
export { type Found, robotName, type Wanted } from './outbound/fetch-outside.ts'
export type { Block, Paper } from './pdf/paper.ts'
export type { Places } from './permissions/places.ts'
export { definePlugin, type Given } from './plugins/define-plugin.ts'
export type { At } from './plugins/part.ts'
export { type BlockOffered, blocks } from './plugins/parts/blocks.ts'
export { type Checked, checks } from './plugins/parts/checks.ts'
export { commands } from './plugins/parts/commands.ts'
export { contributions } from './plugins/parts/contributions.ts'
export { events } from './plugins/parts/events.ts'
export { files } from './plugins/parts/files.ts'
export { handovers } from './plugins/parts/handovers.ts'
export { jobs } from './plugins/parts/jobs.ts'
export { messages } from './plugins/parts/messages.ts'
export { operations, type PluginOperation } from './plugins/parts/operations.ts'
export { type Doing, type Errands, outbound } from './plugins/parts/outbound.ts'
export { papers } from './plugins/parts/papers.ts'
export { type Addressed, people } from './plugins/parts/people.ts'
export { records } from './plugins/parts/records.ts'
export { rights } from './plugins/parts/rights.ts'
export { rounds } from './plugins/parts/rounds.ts'
export { sheets } from './plugins/parts/sheets.ts'
export { shown } from './plugins/parts/shown.ts'
export { tenants } from './plugins/parts/tenants.ts'
export { threads } from './plugins/parts/threads.ts'
export { visitors } from './plugins/parts/visitors.ts'
export { defineProblem } from './problem.ts'
export type { RecordShown, Shown } from './records/as-shown.ts'
export type { Prepared } from './visitors/prepared.ts'
export type { Answer, Visit, Visitor } from './visitors/visit.ts'
