import t from 'tap'
import { manual } from '../plugins/assets.ts'
import { assetsPath, startWithOwnFields } from './own-asset-fields.ts'

const { admin, register, values } = await startWithOwnFields(t)
const member = (await admin.get('/members/members?page[size]=1')).body.data[0]

t.test('a record is created, read and changed with a field of every kind', async t => {
  const file = (await admin.upload('/core/files', manual)).body
  const given = {
    ownSupplier: ' 江北办公 ',
    ownWeight: 3.25,
    ownCheckedOn: '2024-02-29',
    ownColour: 'red',
    ownLeased: false,
    ownContract: file.id,
    ownRepairer: member.id,
  }
  const made = await register(given)
  const shown = { ...given, ownSupplier: '江北办公', ownRepairer: { id: member.id, label: member.name } }
  t.match(made, shown)
  t.match((await admin.get(`${assetsPath}/${made.id}`)).body, shown)
  t.match((await admin.get(`${assetsPath}?filter[id][eq]=${made.id}`)).body.data[0], shown)
  t.equal((await admin.get(`/core/files/${file.id}/content`)).status, 200)

  const changed = await admin.patch(`${assetsPath}/${made.id}`, { ownWeight: 4, ownColour: null, ownRepairer: null })
  t.match(changed.body, { ...shown, ownWeight: 4, ownColour: null, ownRepairer: null, name: made.name })
})

t.test('a record without them shows them empty', async t => {
  const made = await register()
  for (const name of ['ownSupplier', 'ownWeight', 'ownCheckedOn', 'ownColour', 'ownLeased', 'ownContract', 'ownRepairer'])
    t.equal(made[name], null, name)
})

for (const [name, value, code] of [
  ['ownSupplier', '长'.repeat(21), 'bad-own-supplier'],
  ['ownSupplier', 7, 'bad-own-supplier'],
  ['ownSupplier', 'a\u0000b', 'bad-character'],
  ['ownWeight', -1, 'bad-own-weight'],
  ['ownWeight', 1001, 'bad-own-weight'],
  ['ownWeight', 1.005, 'bad-own-weight'],
  ['ownWeight', '1', 'bad-own-weight'],
  ['ownCheckedOn', '2023-02-29', 'impossible-date'],
  ['ownColour', 'pink', 'bad-own-colour'],
  ['ownLeased', 'yes', 'bad-own-leased'],
  ['ownContract', '00000000-0000-7000-8000-000000000009', 'unknown-file'],
  ['ownRepairer', '00000000-0000-7000-8000-000000000009', 'unknown-own-repairer'],
  ['ownRepairer', '张三', 'bad-own-repairer'],
  ['ownNothing', 1, 'unknown-field'],
] as const)
  t.test(`${name} does not take ${JSON.stringify(value).slice(0, 30)}`, async t => {
    const made = await register()
    const refused = [
      await admin.post(assetsPath, values({ [name]: value })),
      await admin.patch(`${assetsPath}/${made.id}`, { [name]: value }),
    ]
    for (const reply of refused) {
      t.equal(reply.status, 422)
      t.match(reply.body.errors, [{ pointer: `/${name}`, code }])
    }
  })

t.test('its fields by title are told to who fills in a form wrongly', async t => {
  const { body } = await admin.post(assetsPath, values({ ownWeight: -1 }))
  t.equal(body.errors[0].detail, '重量应不小于 0')
})
