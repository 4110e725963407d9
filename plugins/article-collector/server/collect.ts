import { FetchFailure, type Found } from '../../../core/index.ts'
import { keep, sameTextAs, unknownAmong } from './keep.ts'
import type { Parts } from './parts.ts'
import { fetchPictures } from './pictures.ts'
import type { Entries, Entry } from './reading/entry.ts'
import type { Reader } from './reading/open-reader.ts'
import { shortened } from './reading/plain.ts'
import type { Article } from './reading/read-article.ts'
import { Refused } from './reading/refused.ts'
import { count, hold, leaseEnd, type Run } from './run.ts'
import type { Source } from './source.ts'
import { timerOf } from './start-run.ts'
import type { Visit } from './visit.ts'

/** An article that could not be had, and why. */
export type Missed = { title: string; address: string; reason: string }

/** What a run came to, beside what it counted. */
export type Collected = {
  /** The site says that nothing is new since the last time. */
  unchanged: boolean
  problems: Missed[]
  /** New ones that this run did not take any more. */
  left: number
  /** By which the site can tell next time that nothing is new; none where something is still missing. */
  marks: { etag?: string; lastModified?: string }
}

const feed = { types: ['application/*', 'text/*'], mostBytes: 10 * 1_048_576, timeLimitMs: 30_000 }
const page = { types: ['text/html', 'application/xhtml+xml', 'text/plain'], mostBytes: 3 * 1_048_576, timeLimitMs: 20_000 }
/** After so many one after another that the site does not give, it is left alone. */
const mostInARow = 5

type Means = { parts: Parts; visit: Visit; read: Reader }

/** Finds what is new, and takes it one by one: what is wrong with one leaves the others alone. @throws Refused, FetchFailure, TakenOver */
export async function collect(means: Means, run: Run, source: Source): Promise<Collected> {
  const { doing } = run
  const found = await findEntries(means, run, source)
  if (!found)
    return {
      unchanged: true,
      problems: [],
      left: 0,
      marks: { etag: source.etag ?? undefined, lastModified: source.lastModified ?? undefined },
    }
  const { fresh, room } = await doing.transaction(async at => {
    const before = await hold(at, run)
    // What an earlier attempt at this run counted is counted.
    await count(at, run, { found: found.entries.length - before.found })
    const room = Math.max(0, source.perRun - before.collected - before.duplicates)
    return { fresh: await unknownAmong(at, source, found.entries), room }
  })
  const problems: Missed[] = []
  let inARow = 0
  for (const entry of fresh.slice(0, room)) {
    await renew(means, run)
    try {
      const article = await readEntry(means, run, source, entry)
      const copied = await doing.transaction(at => sameTextAs(at, source, article))
      const pictures = copied ? [] : await fetchPictures(means, run, source, entry, article)
      await keep(means.parts, run, source, entry, article, pictures)
      inARow = 0
    } catch (error) {
      const reason = reasonOf(error)
      if (reason === undefined || doing.closing.aborted) throw error
      problems.push({ title: shortened(entry.title, 200), address: entry.address, reason: shortened(reason, 200) })
      inARow = error instanceof FetchFailure ? inARow + 1 : 0
      if (inARow >= mostInARow) throw new Refused(`连续 ${mostInARow} 篇文章没有采到：${reason}`)
    }
  }
  const left = Math.max(0, fresh.length - room)
  return { unchanged: false, problems, left, marks: left === 0 && problems.length === 0 ? found.marks : {} }
}

/** Undefined where the site says that nothing has changed. */
async function findEntries(
  { visit, read }: Means,
  { doing }: Run,
  source: Source,
): Promise<(Entries & Pick<Collected, 'marks'>) | undefined> {
  const wanted = { ...(source.kind === 'feed' ? feed : page), pauseMs: source.pause * 1_000, signal: doing.closing }
  const conditions = {
    ...(source.etag ? { 'if-none-match': source.etag } : {}),
    ...(source.lastModified ? { 'if-modified-since': source.lastModified } : {}),
  }
  const first = await visit(source.address, { ...wanted, headers: conditions })
  if (first.status === 304) return undefined
  const entries = new Map<string, Entry>()
  let at: Found | undefined = first
  for (let pages = 1; at; pages++) {
    const asked = pageOf(at, source)
    const here: Entries =
      source.kind === 'feed' ? await read({ kind: 'feed', page: asked }) : await read({ kind: 'list', page: asked, rules: source })
    for (const entry of here.entries) if (!entries.has(entry.key)) entries.set(entry.key, entry)
    at = here.next && pages < (source.pages ?? 1) ? await visit(here.next, wanted) : undefined
  }
  const { etag, 'last-modified': lastModified } = first.headers
  const short = (mark: string | undefined, most: number) => (mark && mark.length <= most ? mark : undefined)
  return { entries: [...entries.values()], marks: { etag: short(etag, 500), lastModified: short(lastModified, 100) } }
}

async function readEntry({ visit, read }: Means, { doing }: Run, source: Source, entry: Entry): Promise<Article> {
  if (source.kind === 'feed' && source.text === 'feed') {
    if (!entry.html) throw new Refused('订阅源没有带这篇文章的内容')
    return read({ kind: 'fragment', html: entry.html, address: entry.address, rules: source })
  }
  const found = await visit(entry.address, { ...page, pauseMs: source.pause * 1_000, signal: doing.closing })
  return read({ kind: 'article', page: pageOf(found, source), rules: source })
}

function pageOf({ body, address, headers }: Found, { encoding }: Source) {
  return { bytes: new Uint8Array(body), contentType: headers['content-type'], encoding: encoding ?? undefined, address }
}

async function renew({ parts }: Means, run: Run): Promise<void> {
  await run.doing.transaction(async at => {
    await hold(at, run)
    await parts.events.schedule(at, { ...timerOf(run.id), at: leaseEnd() })
  })
}

/** What can be told of an article; undefined where it is no fault of the article. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof Refused || error instanceof FetchFailure) return error.message
  // What its record is refused for.
  return error instanceof Error && error.name === 'Problem' ? error.message : undefined
}
