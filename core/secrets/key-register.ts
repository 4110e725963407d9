import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { type CipherName, nodeCrypto } from './crypto-provider.ts'
import { type KeyRing, keyRing } from './key-ring.ts'
import type { MasterKey } from './master-keys.ts'

/** Random keys that outlive the master keys: the database holds them encrypted under each of these. */
export type LastingKeys = { index: { secret: Buffer; cipher: CipherName }; other: Buffer }

/**
 * The keys for this database. Every master key that anything was encrypted under is registered in it, and must be at hand: a server
 * that lacks one would neither read what others wrote nor find who is there already.
 * @throws CannotStart naming the key that is missing or wrong
 */
export async function openKeyRing(ownerUrl: string, masters: MasterKey[], cipher: CipherName): Promise<KeyRing> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    await lockKeys(client)
    const registered = await registeredKeys(client, masters)
    const lasting = registered.values().next().value ?? newLastingKeys(cipher)
    if (!registered.has(masters[0]!.id)) await registerKey(client, masters[0]!, lasting, cipher)
    await client.query('commit')
    return keyRing(masters, lasting, cipher)
  } finally {
    await client.end()
  }
}

/** Held until the transaction ends. */
export async function lockKeys(client: pg.Client): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('dangjian secret keys'))`)
}

/** What each registered master key opens. @throws CannotStart */
export async function registeredKeys(client: pg.Client, masters: MasterKey[]): Promise<Map<string, LastingKeys>> {
  const { rows } = await client.query<{ id: string; lasting: string }>('select id, lasting from core.secret_key order by created_at, id')
  return new Map(rows.map(row => [row.id, unwrap(masterOf(row.id, masters), row.lasting)]))
}

export async function registerKey(client: pg.Client, master: MasterKey, lasting: LastingKeys, cipher: CipherName): Promise<void> {
  await client.query(
    'insert into core.secret_key (id, lasting) values ($1, $2) on conflict (id) do update set lasting = excluded.lasting',
    [master.id, wrap(master, lasting, cipher)],
  )
}

function masterOf(id: string, masters: MasterKey[]): MasterKey {
  const master = masters.find(one => one.id === id)
  if (master) return master
  throw new CannotStart(
    `数据库中有用密钥“${id}”加密的内容，而本机没有这个密钥。请在 SECRET_KEYS 中加上它（或放回 DATA_DIR 中的 secret.keys）后再启动；多台服务器应使用相同的 SECRET_KEYS。`,
  )
}

export function newLastingKeys(cipher: CipherName): LastingKeys {
  return { index: { secret: randomBytes(32), cipher }, other: randomBytes(32) }
}

const boundTo = (master: MasterKey): string => `dangjian lasting keys ${master.id}`

function wrap(master: MasterKey, { index, other }: LastingKeys, cipher: CipherName): string {
  const text = JSON.stringify({ index: index.secret.toString('base64'), cipher: index.cipher, other: other.toString('base64') })
  const sealed = nodeCrypto.seal(cipher, nodeCrypto.derive(master.secret, boundTo(master)), text, boundTo(master))
  return `${cipher}.${sealed.toString('base64')}`
}

function unwrap(master: MasterKey, wrapped: string): LastingKeys {
  try {
    const [cipher = '', sealed = ''] = wrapped.split('.')
    const key = nodeCrypto.derive(master.secret, boundTo(master))
    const text = nodeCrypto.open(cipher as CipherName, key, Buffer.from(sealed, 'base64'), boundTo(master))
    const lasting = JSON.parse(text) as { index: string; cipher: CipherName; other: string }
    return { index: { secret: Buffer.from(lasting.index, 'base64'), cipher: lasting.cipher }, other: Buffer.from(lasting.other, 'base64') }
  } catch {
    // Whatever the reason, the key that stands there is not the one that was used.
    throw new CannotStart(`密钥“${master.id}”与数据库加密时用的不同。请核对 SECRET_KEYS（或 DATA_DIR 中的 secret.keys）。`)
  }
}
