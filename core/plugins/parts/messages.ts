import { type Message, tell } from '../../messages/tell.ts'
import type { At, Part } from '../part.ts'

/** What people are told: in-app at once, by SMS and voice at their hour. */
export const messages: Part<{
  /** To users by their ids, by a template of the plugin's messages.json. The same id is told once. */
  tell(at: At, message: Omit<Message, 'channels'>): Promise<void>
}> = {
  name: 'messages',
  of: plugin => ({ tell: (at, message) => tell(at, { ...message, template: `${plugin}/${message.template}` }) }),
}
