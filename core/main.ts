import { resolve } from 'node:path'
import { demoPassword, seedDemo } from '../demo/seed.ts'
import { type App, buildApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { AlreadyRunning, type EmbeddedServer, startEmbeddedServer } from './database/embedded-server.ts'
import { DeclarationError } from './declarations/declaration-error.ts'
import { hashPassword } from './identity/password-hash.ts'
import { randomPassword } from './identity/random-code.ts'
import { ensurePlatformTenant } from './tenants/create-tenant.ts'

let app: App | undefined
let embedded: EmbeddedServer | undefined
let stopping = false

process.on('SIGINT', () => void stop(0))
process.on('SIGTERM', () => void stop(0))

try {
  await start(readConfig())
} catch (error) {
  tell(error)
  await stop(1)
}

/** config -> database -> plugins -> server. */
async function start(config: Config): Promise<void> {
  const began = performance.now()
  embedded = config.databaseUrl ? undefined : await startEmbeddedServer({ folder: config.dataFolder })
  app = await buildApp({
    ...config,
    databaseUrl: config.databaseUrl ?? embedded!.url,
    pluginFolders: [resolve(import.meta.dirname, '../plugins')],
  })
  const { engine } = app.platform
  const password = config.demo ? demoPassword : randomPassword(16)
  const fresh = await ensurePlatformTenant(engine, { hash: await hashPassword(password), mustChange: !config.demo })
  if (config.demo) await seedDemo(engine)
  await app.platform.jobs.start()
  await app.server.listen({ host: config.host, port: config.port })
  announce(config, began, fresh && !config.demo ? password : undefined)
}

function announce(config: Config, began: number, operatorPassword: string | undefined): void {
  const address = app!.server.addresses()[0]
  const port = typeof address === 'object' ? address.port : config.port
  const lines = [
    `党建云已启动（${Math.round(performance.now() - began)} 毫秒）：http://localhost:${port}`,
    `接口：http://localhost:${port}/api/v1`,
  ]
  if (config.demo)
    lines.push(
      `演示单位 demo，账号 admin、orgadmin、secretary、member，密码 ${demoPassword}；平台运营 operator，密码相同`,
      `开发收件箱：http://localhost:${port}/api/v1/core/developer-inbox`,
    )
  if (operatorPassword) lines.push(`平台运营账号 operator，一次性密码 ${operatorPassword}，首次登录须修改（只显示这一次）`)
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** Running requests and jobs end first, then the database. A second signal does not hurry it. */
async function stop(code: number): Promise<void> {
  if (stopping) return
  stopping = true
  try {
    await app?.close()
  } finally {
    await embedded?.stop()
  }
  process.exit(code)
}

function tell(error: unknown): void {
  const { code, message } = error as NodeJS.ErrnoException
  if (error instanceof AlreadyRunning) process.stderr.write(`${message}\n`)
  else if (error instanceof DeclarationError) process.stderr.write(`声明有误，未能启动：\n${message}\n`)
  else if (code === 'EADDRINUSE') process.stderr.write('端口已被占用：党建云可能已在运行。请停止它，或用 PORT 指定别的端口。\n')
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
}
