import { get } from './request.ts'

export type Session = {
  /** Among one's own sessions, this one. */
  id: string
  user: { id: string; name: string; roles: string[] }
  tenant: { id: string; code: string; name: string; edition: string; reliefMode: boolean }
  mustChangePassword: boolean
  /** An admin looks at the desk as this person, until then. */
  viewing?: { by: string; until: string }
}

export const loadSession = (): Promise<Session> => get<Session>('/session')
