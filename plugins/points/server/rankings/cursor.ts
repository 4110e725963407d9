import { defineProblem } from '../../../../core/index.ts'

const badPlace = defineProblem('points.bad-page', 400, '翻页位置（page[after]）无效，请从第一页重新开始')

/** Where a page ended: the last receiver's points and row, how many were before, and the rank that all with these points share. */
export type Cursor = { points: number; id: string; position: number; rank: number }

export function cursorText({ points, id, position, rank }: Cursor): string {
  return Buffer.from(JSON.stringify([points, id, position, rank])).toString('base64url')
}

/** @throws badPlace for one that is not ours */
export function readCursor(text: string): Cursor {
  try {
    const [points, id, position, rank] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[]
    if (isCount(points) && isCount(position) && isCount(rank) && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id))
      return { points, id, position, rank }
  } catch {
    // Not JSON, or no list: told below like any other cursor that is not ours.
  }
  throw badPlace()
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
