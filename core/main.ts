import { join, resolve } from 'node:path'
import { demoPassword, seedDemo } from '../demo/seed.ts'
import { type App, buildApp } from './app.ts'
import { anchorFile } from './audit/anchor.ts'
import { type Config, readConfig } from './config.ts'
import { type EmbeddedServer, startEmbeddedServer } from './database/embedded-server.ts'
import { hashPassword } from './identity/password-hash.ts'
import { randomPassword } from './identity/random-code.ts'
import { files } from './plugins/parts/files.ts'
import { masterKeysIn } from './secrets/master-keys.ts'
import { sentenceOf } from './sentence-of.ts'
import { ensurePlatformTenant } from './tenants/create-tenant.ts'

let app: App | undefined
let embedded: EmbeddedServer | undefined
let stopping = false

// Where nobody reads any more (`npm start | head`), what is said is lost. Told of as a failure, it would be lost again, without an end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))
process.on('uncaughtException', error => {
  tell(error)
  void stop(1)
})

const starting = start()
starting.catch(error => {
  tell(error)
  return stop(1)
})

/** config -> database -> plugins -> server. */
async function start(): Promise<void> {
  const began = performance.now()
  const config = readConfig()
  if (!config.databaseUrl) embedded = await startEmbeddedServer({ folder: config.dataFolder })
  void embedded?.ended.then(lostDatabase)
  app = await buildApp({
    ...config,
    databaseUrl: config.databaseUrl ?? embedded!.url,
    auditAnchor: join(config.dataFolder, anchorFile),
    masterKeys: config.secretKeys ?? masterKeysIn(config.dataFolder),
    pluginFolders: [resolve(import.meta.dirname, '../plugins')],
    playProviders: config.demo,
  })
  const { engine } = app.platform
  const password = config.demo ? demoPassword : randomPassword(16)
  const fresh = await ensurePlatformTenant(engine, { hash: await hashPassword(password), mustChange: !config.demo })
  if (config.demo) await seedDemo(engine, files.of('demo', app.platform).store)
  if (stopping) return
  // First the ports: where one is taken, nothing has begun that would have to be ended.
  await app.server.listen({ host: config.host, port: config.port })
  await app.sites.listen({ host: config.host, port: config.sitesPort })
  await app.platform.jobs.start()
  await app.platform.reactions.start()
  announce(config, began, fresh && !config.demo ? password : undefined)
}

function announce(config: Config, began: number, operatorPassword: string | undefined): void {
  const port = portOf(app!.server) ?? config.port
  const lines = [
    `党建云已启动（${Math.round(performance.now() - began)} 毫秒）：http://localhost:${port}`,
    `网站：${config.sitesUrl ?? `http://localhost:${portOf(app!.sites) ?? config.sitesPort}`}（另一端口，与管理端分开）`,
    `接口：http://localhost:${port}/api/v1，说明 http://localhost:${port}/api/docs`,
  ]
  if (config.demo)
    lines.push(
      `演示单位 demo，账号 admin、orgadmin、secretary、member，密码 ${demoPassword}；平台运营 operator，密码相同`,
      `开发收件箱：http://localhost:${port}/api/v1/core/developer-inbox`,
    )
  if (app!.metricsPort) lines.push(`指标：http://${config.metrics!.host}:${app!.metricsPort}/metrics`)
  if (operatorPassword) lines.push(`平台运营账号 operator，一次性密码 ${operatorPassword}，首次登录须修改（只显示这一次）`)
  process.stdout.write(`${lines.join('\n')}\n`)
}

function portOf({ server }: App['server']): number | undefined {
  const address = server.address()
  return typeof address === 'object' ? address?.port : undefined
}

/** Running requests and jobs end first, then the database. A second signal does not hurry it: npm passes on the one that we had. */
async function stop(code: number): Promise<void> {
  if (stopping) return
  stopping = true
  // What is half started could not be stopped whole. Why a start failed is told where it was begun.
  await starting.catch(() => {})
  try {
    await app?.close()
  } catch (error) {
    tell(error)
    code = 1
  }
  await embedded?.stop()
  process.exit(code)
}

/** Without its database there is nothing to end in order; whoever watches the process starts it anew. */
function lostDatabase(): void {
  if (stopping) return
  process.stderr.write('内置的 PostgreSQL 意外停止，党建云随之停止。请重新启动。\n')
  process.exit(1)
}

function tell(error: unknown): void {
  process.stderr.write(`${sentenceOf(error)}\n`)
}
