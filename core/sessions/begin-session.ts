import { writeAudit } from '../audit/write-audit.ts'
import type { TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Json } from '../declarations/model.ts'
import { type Caller, platformCaller } from '../permissions/access.ts'
import type { Engine } from '../records/engine.ts'
import { cookieName } from './identify.ts'
import type { Session, SessionStore } from './session-store.ts'
import type { SigningIn } from './sign-in.ts'

type Beginning = {
  engine: Engine
  sessions: SessionStore
  transaction: TenantTransaction
  /** Who asked, as far as it is known before he is signed in. */
  caller: Pick<Caller, 'ip' | 'requestId'>
  channel: Session['channel']
  userAgent?: string
  /** What the log tells besides, such as where he came from. */
  changes?: Json
}

/** Opens a session for who has shown who he is, and notes it in the log. Gives its token. */
export async function beginSession(who: SigningIn, beginning: Beginning): Promise<string> {
  const { engine, sessions, transaction, caller, channel, userAgent, changes } = beginning
  await transaction.run(
    sql`update core."user" set failed_attempts = 0, last_signed_in_at = now() where tenant_id = ${who.tenantId} and id = ${who.userId}`,
  )
  const { ip, requestId } = caller
  const signedIn = platformCaller(who.tenantId, { userId: who.userId, userName: who.userName, ip, requestId })
  await writeAudit({ engine, transaction, caller: signedIn }, [
    { action: 'sign-in', entity: 'core/user', recordId: who.userId, recordLabel: who.userName, changes },
  ])
  return sessions.open(transaction, who.userId, { channel, ip: ip ?? '', userAgent })
}

/** The cookie in which a browser keeps its session. */
export function sessionCookie(token: string, protocol: string): string {
  return `${cookieName}=${token}; Path=/; HttpOnly; SameSite=Lax${protocol === 'https' ? '; Secure' : ''}`
}
