import type { Json } from '../declarations/model.ts'
import { validatorFor } from '../records/validate.ts'
import { type CopyHead, type CopyLine, copyFormat, longestLine } from './lines.ts'
import { badCopy, copyTooLarge, notACopy } from './problems.ts'

const texts = (maxLength: number): Json => ({ type: 'string', maxLength })

const headSchema: Json = {
  type: 'object',
  required: ['format', 'product', 'madeAt', 'plugins', 'tenant', 'tables'],
  properties: {
    format: { type: 'integer' },
    product: texts(40),
    madeAt: texts(40),
    plugins: { type: 'object', maxProperties: 1_000, additionalProperties: texts(40) },
    tenant: {
      type: 'object',
      required: ['code', 'name', 'edition', 'contactPhone'],
      properties: { code: texts(40), name: texts(100), edition: texts(40), contactPhone: { type: ['string', 'null'], maxLength: 20 } },
    },
    tables: { type: 'object', maxProperties: 5_000, additionalProperties: { type: 'array', maxItems: 1_000, items: texts(63) } },
  },
}

const lineSchema: Json = {
  type: 'object',
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
  properties: { table: texts(200), row: { type: 'object' }, file: texts(36), part: texts(100_000) },
}

export type OpenCopy = { head: CopyHead; lines: AsyncGenerator<CopyLine> }

/**
 * The head of a copy, and its lines one after the other. No line may be longer than any row can be, and all of them no longer than `most`
 * bytes, so that what unpacks without end is refused in bounded time and memory.
 * @throws notACopy, badCopy, copyTooLarge
 */
export async function readCopy(source: AsyncIterable<Uint8Array>, most: number): Promise<OpenCopy> {
  const lines = boundedLines(source, most)
  const first = await lines.next()
  const head = first.done ? undefined : parsed(first.value)
  if (!validatorFor(headSchema)(head)) throw notACopy()
  if ((head as CopyHead).format !== copyFormat) throw badCopy('这份单位数据副本由更新的版本制作，请先升级程序')
  return { head: head as CopyHead, lines: contents(lines) }
}

async function* contents(lines: AsyncGenerator<string>): AsyncGenerator<CopyLine> {
  const validate = validatorFor(lineSchema)
  for await (const line of lines) {
    const content = parsed(line)
    if (!validate(content)) throw badCopy()
    yield content as CopyLine
  }
}

async function* boundedLines(source: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let begun: string[] = []
  let [length, total] = [0, 0]
  for await (const chunk of source) {
    total += chunk.length
    if (total > most) throw copyTooLarge()
    const [head = '', ...more] = decoded(decoder, chunk).split('\n')
    begun.push(head)
    length += head.length
    if (length > longestLine) throw badCopy('单位数据副本中有过长的内容')
    for (const line of more) {
      yield begun.join('')
      begun = [line]
      length = line.length
    }
  }
  // Every line ends: what does not was cut off.
  if (begun.join('') !== '') throw badCopy()
}

function decoded(decoder: TextDecoder, chunk: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: true })
  } catch {
    throw badCopy()
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw badCopy()
  }
}
