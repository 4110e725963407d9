import { randomBytes } from 'node:crypto'
import type { Model } from '../../declarations/model.ts'
import type { AliyunSettings } from '../sms/aliyun-sender.ts'
import type { VoiceSettings } from '../voice/aliyun-caller.ts'
import { startStandIn } from './stand-in.ts'

/** Settings of providers that are played on this machine, and what ends the play. */
export type DemoProviders = { sms: AliyunSettings; voice: VoiceSettings; reportToken: string; close(): Promise<void> }

const signName = '党建云演示'

/**
 * The demo's providers: every declared template is approved, and each message is reported as arrived a moment later. `address` tells where this
 * server listens, once it does.
 */
export async function startDemoProviders(model: Model, address: () => string | undefined): Promise<DemoProviders> {
  const keys = { accessKeyId: 'demo', accessKeySecret: randomBytes(16).toString('hex') }
  const reportToken = randomBytes(16).toString('hex')
  const templates = [...model.messages.values()].map(({ key, text }, at) => ({
    key,
    code: String(at),
    text: text.replaceAll('{{', '${').replaceAll('}}', '}'),
  }))
  const approved = (kind: string) => Object.fromEntries(templates.map(one => [`${kind}_${one.code}`, one.text]))
  const codes = (kind: string) => Object.fromEntries(templates.map(one => [one.key, `${kind}_${one.code}`]))
  const standIn = await startStandIn({
    ...keys,
    signName,
    sms: approved('SMS'),
    voice: approved('TTS'),
    push: { to: channel => address() && `${address()}/api/v1/core/message-reports/${reportToken}/${channel}`, afterMs: 2_000 },
  })
  const { endpoint, close } = standIn
  return {
    sms: { ...keys, endpoint, signName, templates: codes('SMS') },
    voice: { ...keys, endpoint, templates: codes('TTS') },
    reportToken,
    close,
  }
}
