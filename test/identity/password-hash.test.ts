import t from 'tap'
import { hashPassword, standardCost, verifyPassword } from '../../core/identity/password-hash.ts'

t.test('a password is verified against its hash', async t => {
  const stored = await hashPassword('Hong7-qi!')
  t.match(stored, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  t.strictSame(await verifyPassword('Hong7-qi!', stored), { matches: true, rehash: false })
  t.strictSame(await verifyPassword('hong7-qi!', stored), { matches: false, rehash: false })
})

t.test('the same password never has the same hash', async t => {
  t.not(await hashPassword('Hong7-qi!'), await hashPassword('Hong7-qi!'))
})

t.test('a hash of another cost still verifies, and asks to be made anew', async t => {
  const stored = await hashPassword('Hong7-qi!', { memoryKiB: 8192, passes: 1, parallelism: 1 })
  t.strictSame(await verifyPassword('Hong7-qi!', stored), { matches: true, rehash: true })
  t.strictSame(await verifyPassword('wrong', stored), { matches: false, rehash: false })
})

t.test('a hash made by the reference implementation verifies', async t => {
  // phc-winner-argon2, test.c: argon2id, m=2^16, t=2, p=1, password "password", salt "somesalt".
  const stored = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  t.strictSame(await verifyPassword('password', stored, { ...standardCost, memoryKiB: 65536 }), { matches: true, rehash: false })
})

t.test('without a hash the answer is no, after the same work', async t => {
  const stored = await hashPassword('Hong7-qi!')
  const time = async (hash: string | undefined) => {
    const start = performance.now()
    for (let round = 0; round < 5; round++) t.notOk((await verifyPassword('wrong', hash)).matches)
    return performance.now() - start
  }
  const [known, unknown] = [await time(stored), await time(undefined)]
  t.ok(unknown > known / 4, `${unknown} ms and ${known} ms`)
  t.notOk((await verifyPassword('x', 'not a hash')).matches)
})

t.test('the same character composed in another way is the same', async t => {
  t.ok((await verifyPassword('Pass\u0065\u0301-1', await hashPassword('Pass\u00e9-1'))).matches)
})
