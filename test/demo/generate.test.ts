import t from 'tap'
import { loadModel } from '../../core/declarations/load-model.ts'
import type { Entity } from '../../core/declarations/model.ts'
import { addMonths } from '../../core/identity/dates.ts'
import { checkIdNumber } from '../../core/identity/id-number.ts'
import { isMobilePhone } from '../../core/identity/phone.ts'
import { generateDemo } from '../../demo/generate.ts'

const asOf = '2026-06-30'
const demo = generateDemo(asOf)
const model = loadModel(['plugins'])

t.test('is the same at every run', async t => {
  t.same(generateDemo(asOf), demo)
})

t.test('has sixty organisations on four levels, each below one named before it', async t => {
  const { organizations } = demo
  t.equal(organizations.length, 60)
  t.same([...new Set(organizations.map(one => one.level))], [1, 2, 3, 4])
  t.equal(new Set(organizations.map(one => one.name)).size, 60, 'full names are unique')
  t.equal(new Set(organizations.map(one => one.shortName)).size, 60, 'short names are unique')
  const before = new Map<string, number>()
  for (const { name, parent, level } of organizations) {
    if (level === 1) t.equal(parent, undefined)
    else t.equal(before.get(parent!), level - 1, `${name} is below a committee one level up`)
    before.set(name, level)
  }
})

t.test('has a thousand members, all of them in branches of three to fifty', async t => {
  t.equal(demo.members.length, 1000)
  for (const organization of demo.organizations) {
    const full = demo.members.filter(member => member.organization === organization.name && member.category === 'full').length
    if (organization.level < 4) t.equal(full, 0)
    else t.ok(full >= 3 && full <= 50, `${organization.name} has ${full} full members`)
  }
})

t.test('gives everyone an ID number and a phone of his own', async t => {
  t.equal(new Set(demo.members.map(member => member.idNumber)).size, 1000)
  t.equal(new Set(demo.members.map(member => member.phone)).size, 1000)
  for (const { idNumber, phone, birthOn, sex } of demo.members) {
    t.same(checkIdNumber(idNumber, asOf), { valid: true, number: idNumber, birthOn, sex })
    t.ok(isMobilePhone(phone))
  }
})

t.test('keeps some six in a hundred on probation, none of it over', async t => {
  const probationary = demo.members.filter(member => member.category === 'probationary')
  t.ok(probationary.length > 40 && probationary.length < 80, `${probationary.length} are on probation`)
  t.ok(probationary.every(member => member.joinedOn < asOf && addMonths(member.joinedOn, 12) > asOf))
})

t.test('tells resumes in order', async t => {
  const told = demo.members.filter(member => member.resumes.length > 0)
  t.ok(told.length > 200)
  for (const { resumes } of told)
    for (const [at, line] of resumes.entries()) {
      t.ok(line.startOn < asOf && (line.endOn === undefined || line.startOn < line.endOn))
      if (at > 0) t.ok(resumes[at - 1]!.endOn! < line.startOn)
    }
})

t.test('has eighty honors of organisations and members that exist', async t => {
  t.equal(demo.organizationHonors.length + demo.memberHonors.length, 80)
  const organizations = new Set(demo.organizations.map(one => one.name))
  const members = new Map(demo.members.map(member => [member.idNumber, member]))
  for (const honor of demo.organizationHonors) t.ok(organizations.has(honor.organization))
  for (const honor of demo.memberHonors) t.equal(members.get(honor.member)?.organization, honor.organization)
  t.ok(demo.memberHonors.every(honor => honor.awardedOn >= members.get(honor.member)!.regularOn!))
})

t.test('has a term with a secretary for every organisation, one overdue and some that are soon over', async t => {
  const { terms, officials } = demo.leadership
  for (const { name } of demo.organizations) {
    const term = terms.find(one => one.organization === name && ['current', 'overdue'].includes(one.state))
    const own = officials.filter(one => one.organization === name && one.term === term?.number)
    t.ok(own.filter(one => one.post === '书记').length === 1 && new Set(own.map(one => one.member)).size === own.length, name)
  }
  t.equal(terms.filter(one => one.state === 'overdue').length, 1)
  const full = new Set(demo.members.filter(member => member.category === 'full').map(member => member.idNumber))
  t.ok(officials.every(one => full.has(one.member)))
})

t.test('breaks no declared rule and uses only declared fields and codes', async t => {
  t.same(mistakesIn(model.entities.get('core/organization')!, demo.organizations, ['parent', 'level']), [])
  t.same(mistakesIn(model.entities.get('members/member')!, demo.members, ['organization']), [])
  t.same(mistakesIn(model.entities.get('honors/organization-honor')!, demo.organizationHonors, ['organization']), [])
  t.same(mistakesIn(model.entities.get('honors/member-honor')!, demo.memberHonors, ['organization', 'member']), [])
  const { terms, officials, elections } = demo.leadership
  t.same(mistakesIn(model.entities.get('leadership/term')!, terms, ['organization']), [])
  t.same(
    mistakesIn(
      model.entities.get('leadership/official')!,
      officials.map(one => ({ ...one, memberCategory: 'full' })),
      ['organization', 'term', 'member'],
    ),
    [],
  )
  t.same(mistakesIn(model.entities.get('leadership/election')!, elections, ['organization', 'term', 'candidates']), [])
})

/** What the declaration has against these records; `references` name others, and become ids when they are written to a database. */
function mistakesIn(entity: Entity, records: Record<string, unknown>[], references: string[]): string[] {
  return records.flatMap(record => {
    const fields = Object.keys(record).filter(name => !references.includes(name))
    const unknown = fields.filter(name => !entity.field.has(name))
    const uncoded = fields.filter(name => {
      const choices = entity.field.get(name)?.choices
      return choices && record[name] !== undefined && !choices.some(choice => choice.code === record[name])
    })
    const broken = entity.rules.filter(rule => rule.check.evaluate({ ...record, today: asOf }) === false)
    return [...unknown, ...uncoded, ...broken.map(rule => rule.code)]
  })
}

t.test('has service centres at places of its own, and learning points of months that are over', async t => {
  const names = new Set(demo.organizations.map(one => one.name))
  t.ok(demo.centers.length >= 12)
  t.equal(new Set(demo.centers.map(one => one.name)).size, demo.centers.length)
  for (const { organization, phone } of demo.centers) t.ok(names.has(organization) && phone.startsWith('0000-'), organization)
  const numbers = new Set(demo.members.map(member => member.idNumber))
  t.same([...new Set(demo.learningScores.map(one => one.month))].sort(), ['2026-04', '2026-05', '2026-06'])
  t.ok(demo.learningScores.every(one => numbers.has(one.member) && one.points > 0))
})
