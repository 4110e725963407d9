import type { Config } from '../config.ts'
import type { Model } from '../declarations/model.ts'
import type { Platform } from '../platform.ts'
import { openOutbox } from './outbox.ts'
import { aliyunSender } from './sms/aliyun-sender.ts'
import { logSender } from './sms/log-sender.ts'
import { type DemoProviders, startDemoProviders } from './stand-in/demo.ts'
import { aliyunCaller } from './voice/aliyun-caller.ts'
import { logCaller } from './voice/log-caller.ts'

export type ProviderSettings = Pick<Config, 'sms' | 'voice' | 'reportToken'> & {
  /** SMS and calls go to providers that are played on this machine, unless real ones are set. */
  playProviders?: boolean
}

/** Who sends SMS and calls, and what is on its way to them. */
export type Providers = Pick<Platform, 'sms' | 'voice' | 'outbox' | 'reportToken'> & { close(): Promise<void> }

/** `address` tells where this server listens, once it does. */
export async function openProviders(
  settings: ProviderSettings,
  model: Model,
  log: Platform['log'],
  address: () => string | undefined,
): Promise<Providers> {
  const played: DemoProviders | undefined = settings.playProviders && !settings.sms ? await startDemoProviders(model, address) : undefined
  const { sms, voice, reportToken } = { ...settings, ...played }
  const outbox = openOutbox((error, tenant) => log.error({ err: error, tenant }, 'what became of a delivery is not yet noted'))
  const note = (entry: object, line: string) => log.info(entry, line)
  return {
    sms: sms ? aliyunSender(sms) : logSender({ log: note }),
    voice: voice ? aliyunCaller(voice) : logCaller(note),
    outbox,
    reportToken,
    async close() {
      await outbox.close()
      await played?.close()
    },
  }
}
