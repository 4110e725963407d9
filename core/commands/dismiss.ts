import { entityOf } from '../declarations/model.ts'
import type { CommandCode } from '../effects/command-code.ts'
import { deleteRecords } from '../records/remove.ts'
import { changeRecord } from '../records/update.ts'

/** An appointment ends with a day. One that would not have begun by then never was. */
export const dismiss: CommandCode = async (at, { recordId, record, asked }) => {
  const writing = { ...at, entity: entityOf(at.engine.model, 'core/appointment') }
  const [on, startOn] = [String(asked['on']), String(record!['startOn'])]
  if (on < startOn) await deleteRecords(writing, [recordId!])
  else await changeRecord(writing, recordId!, { endOn: on })
  return undefined
}
