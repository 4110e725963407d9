import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import type { Config } from '../config.ts'
import { runningServerUrl, startEmbeddedServer } from '../database/embedded-server.ts'

/**
 * Works with the owner's connection beside whatever is running: the external database, the embedded one of a running server, or that of a
 * stopped one, started for this alone.
 * @throws CannotStart when there is no database yet
 */
export async function besideServer<Result>(config: Config, work: (ownerUrl: string) => Promise<Result>): Promise<Result> {
  const running = config.databaseUrl ?? (await runningServerUrl(config.dataFolder))
  if (running) return work(running)
  if (!existsSync(join(config.dataFolder, 'postgres/PG_VERSION')))
    throw new CannotStart(`${config.dataFolder} 中没有数据库。请用 DATA_DIR 或 DATABASE_URL 指明是哪一个。`)
  return inPlaceOfServer(config, work)
}

/** The same while no server may run in the data folder. @throws CannotStart when one does */
export async function inPlaceOfServer<Result>(config: Config, work: (ownerUrl: string) => Promise<Result>): Promise<Result> {
  if (config.databaseUrl) return work(config.databaseUrl)
  const embedded = await startEmbeddedServer({ folder: config.dataFolder })
  try {
    return await work(embedded.url)
  } finally {
    await embedded.stop()
  }
}
