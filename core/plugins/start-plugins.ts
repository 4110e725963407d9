import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CannotStart } from '../cannot-start.ts'
import type { Platform } from '../platform.ts'
import type { PluginServer } from './define-plugin.ts'

/** Starts the code of plugins that have some, in the order of their needs. @throws CannotStart naming the plugin whose code is none, or fails */
export async function startPlugins(platform: Platform): Promise<void> {
  for (const { name, folder } of platform.engine.model.plugins.values()) {
    const file = join(folder, 'server.ts')
    if (name === 'core' || !existsSync(file)) continue
    const server = await loaded(name, file)
    try {
      await server.start(name, platform)
    } catch (error) {
      throw new CannotStart(`插件 ${name} 的 server.ts 启动失败：${(error as Error).message}`)
    }
  }
}

async function loaded(name: string, file: string): Promise<PluginServer> {
  try {
    const { default: server } = (await import(pathToFileURL(file).href)) as { default?: Partial<PluginServer> }
    if (typeof server?.start === 'function') return server as PluginServer
  } catch (error) {
    throw new CannotStart(`插件 ${name} 的 server.ts 不能加载：${(error as Error).message}`)
  }
  throw new CannotStart(`插件 ${name} 的 server.ts 应以 export default definePlugin({ … }) 给出它的内容`)
}
