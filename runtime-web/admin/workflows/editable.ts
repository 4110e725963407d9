import type { Told } from '../fields/record.ts'
import type { Screen } from '../fields/screen.ts'

/** Whether the state that a record is in leaves it to be changed and deleted; without a workflow nothing stands in the way. */
export function isEditable({ workflow }: Screen, record: Told): boolean {
  const state = workflow && record[workflow.state]
  // A record from before there was a workflow is at its beginning.
  return state === undefined || state === null || workflow?.states[String(state)]?.editable === true
}
