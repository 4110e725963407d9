import { get } from './request.ts'

export type Session = {
  /** Among one's own sessions, this one. */
  id: string
  user: { id: string; name: string; roles: string[] }
  tenant: { id: string; code: string; name: string; edition: string; reliefMode: boolean }
  mustChangePassword: boolean
}

export const loadSession = (): Promise<Session> => get<Session>('/session')
