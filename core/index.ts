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
export type { Json } from './declarations/model.ts'
export type { Happened } from './events/happening.ts'
export { type At, definePlugin, events, jobs, messages, records } from './plugins/define-plugin.ts'
