import { chmodSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import t from 'tap'
import { CannotStart } from '../../core/cannot-start.ts'
import { readConfig } from '../../core/config.ts'
import { tenantId } from '../../core/database/database.ts'
import { type CipherName, nodeCrypto } from '../../core/secrets/crypto-provider.ts'
import { openKeyRing } from '../../core/secrets/key-register.ts'
import { keyFile, masterKeysIn, newMasterKey, parseMasterKeys } from '../../core/secrets/master-keys.ts'
import { startPlatform } from '../support/platform.ts'
import { testKeys } from '../support/template.ts'

const here = tenantId('00000000-0000-7000-8000-00000000000a')
const elsewhere = tenantId('00000000-0000-7000-8000-00000000000b')

t.test('keys come by setting, the first is the current one; a wrong setting is refused without being repeated', async t => {
  const [first, second] = [newMasterKey(), newMasterKey()]
  const { secretKeys, secretCipher } = readConfig({ SECRET_KEYS: `${first}, ${second}` })
  t.strictSame(
    secretKeys!.map(key => `${key.id}:${key.secret.toString('base64')}`),
    [first, second],
  )
  t.equal(secretCipher, 'aes')
  t.equal(readConfig({ SECRET_CIPHER: 'sm4' }).secretCipher, 'sm4')
  t.equal(readConfig({ SECRET_KEYS: '' }).secretKeys, undefined)
  const secret = first.split(':')[1]!
  for (const wrong of [secret, `a:${secret.slice(4)}`, `a b:${secret}`, `a:${secret},a:${secret}`, ' , ', `a:${secret};b:${secret}`])
    try {
      readConfig({ SECRET_KEYS: wrong })
      t.fail('it was taken')
    } catch (error) {
      t.ok(error instanceof CannotStart)
      t.match((error as Error).message, 'SECRET_KEYS')
      t.notMatch((error as Error).message, secret.slice(4, 20))
    }
  t.throws(() => readConfig({ SECRET_CIPHER: 'des' }), { message: /SECRET_CIPHER/ })
})

t.test('without a setting the data folder has a key of its own, made once and readable by nobody else', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'))
  chmodSync(folder, 0o755)
  const [made] = masterKeysIn(folder)
  t.equal(made!.secret.length, 32)
  t.strictSame(masterKeysIn(folder), [made])
  t.equal(statSync(join(folder, keyFile)).mode & 0o777, 0o600)
  t.notSame(masterKeysIn(mkdtempSync(join(tmpdir(), 'keys-'))), [made])
  t.match(readFileSync(join(folder, keyFile), 'utf8'), new RegExp(`^${made!.id}:`))
})

for (const cipher of ['aes', 'sm4'] satisfies CipherName[])
  t.test(`what ${cipher} sealed opens with the same key for the same place alone, and not when a bit was changed`, async t => {
    const key = nodeCrypto.derive(Buffer.alloc(32, 1), 'test')
    const sealed = nodeCrypto.seal(cipher, key, '11010519491231002X 张三', 'here')
    t.equal(nodeCrypto.open(cipher, key, sealed, 'here'), '11010519491231002X 张三')
    t.notSame(nodeCrypto.seal(cipher, key, '11010519491231002X 张三', 'here'), sealed, 'never the same twice')
    t.notMatch(sealed.toString('latin1'), '110105')
    t.throws(() => nodeCrypto.open(cipher, key, sealed, 'there'))
    t.throws(() => nodeCrypto.open(cipher, nodeCrypto.derive(Buffer.alloc(32, 2), 'test'), sealed, 'here'))
    t.throws(() => nodeCrypto.open(cipher, key, sealed.subarray(0, 20), 'here'))
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed)
      changed[at]! ^= 1
      t.throws(() => nodeCrypto.open(cipher, key, changed, 'here'), `byte ${at}`)
    }
  })

t.test('SM4 and HMAC-SM3 give what the standards print', async t => {
  const { createCipheriv, createHash } = await import('node:crypto')
  const key = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
  const block = createCipheriv('sm4-ecb', key, null).setAutoPadding(false).update(key)
  t.equal(block.toString('hex'), '681edf34d206965e86b3e94f536e4246')
  t.equal(createHash('sm3').update('abc').digest('hex'), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  t.equal(nodeCrypto.mac('sm4', key, 'abc').length, 32)
  t.notSame(nodeCrypto.mac('sm4', key, 'abc'), nodeCrypto.mac('aes', key, 'abc'))
})

t.test('a key is for one purpose and one tenant; the lasting ones stay when the master key changes', async t => {
  const platform = await startPlatform(t)
  const ring = platform.app.platform.engine.keyRing
  t.equal(ring.current, 'test')
  const keys = (['fields', 'index', 'audit'] as const).flatMap(purpose => [here, elsewhere].map(tenant => ring.keyFor(purpose, tenant)))
  t.equal(new Set(keys.map(key => key.toString('hex'))).size, 6, 'six keys, all different')
  t.ok(keys.every(key => key.length === 32))
  t.throws(() => ring.keyFor('fields', here, 'unknown'), 'no master key')

  const next = [...parseMasterKeys(newMasterKey(), 'test'), ...testKeys]
  const later = await openKeyRing(platform.ownerUrl, next, 'aes')
  t.equal(later.current, next[0]!.id)
  t.same(later.keyFor('index', here), ring.keyFor('index', here))
  t.same(later.keyFor('audit', here), ring.keyFor('audit', here))
  t.notSame(later.keyFor('fields', here), ring.keyFor('fields', here))
  t.same(later.keyFor('fields', here, 'test'), ring.keyFor('fields', here), 'what was written before can be read')
})

t.test('a server without a key that something was encrypted with is refused, as is one with another key of that name', async t => {
  const platform = await startPlatform(t)
  const others = parseMasterKeys(newMasterKey(), 'test')
  await t.rejects(openKeyRing(platform.ownerUrl, others, 'aes'), { message: /“test”.*SECRET_KEYS/, constructor: CannotStart })
  const impostor = [{ id: 'test', secret: others[0]!.secret }]
  await t.rejects(openKeyRing(platform.ownerUrl, impostor, 'aes'), { message: /“test”与数据库加密时用的不同/, constructor: CannotStart })
  const owner = new pg.Client({ connectionString: platform.ownerUrl })
  await owner.connect()
  t.teardown(() => owner.end())
  t.strictSame((await owner.query('select id from core.secret_key')).rows, [{ id: 'test' }], 'and nothing was registered')
  const ring = await openKeyRing(platform.ownerUrl, testKeys, 'aes')
  t.equal(ring.current, 'test')
})

t.test('servers that start at once agree on the lasting keys', async t => {
  const platform = await startPlatform(t)
  const owner = new pg.Client({ connectionString: platform.ownerUrl })
  await owner.connect()
  t.teardown(() => owner.end())
  await owner.query('delete from core.secret_key')
  const rings = await Promise.all(Array.from({ length: 8 }, () => openKeyRing(platform.ownerUrl, testKeys, 'sm4')))
  t.equal(new Set(rings.map(ring => ring.keyFor('index', here).toString('hex'))).size, 1)
  t.equal(rings[0]!.indexCipher, 'sm4')
  t.equal((await openKeyRing(platform.ownerUrl, testKeys, 'aes')).indexCipher, 'sm4', 'the hash of the index stays what it was')
})
