import type { BulkPlaces } from './bulk.ts'
import type { Request } from './load.ts'
import { newPeople } from './people.ts'
import { benchUsers } from './seed/seed.ts'
import { ask, tokenOf } from './sign-in.ts'

/** One thing measured: what the product is asked, and the hand-written route that does the same. */
export type Case = { name: string; product: Request; hand: Request }

type Person = { role: keyof typeof benchUsers; token: string; members: string[]; organization: string }

/** The cases for whoever works at it: the whole tenant's admin, a county's, a branch's secretary. */
export async function cases(url: string): Promise<{ cases: Case[]; places: BulkPlaces }> {
  const people = await Promise.all((['tenant', 'county', 'branch'] as const).map(role => signIn(url, role)))
  return { cases: [...people.flatMap(reads), ...writes(people)], places: await placesOf(url, people[0]!) }
}

async function placesOf(url: string, { token, organization }: Person): Promise<BulkPlaces> {
  const headers = { authorization: `Bearer ${token}` }
  const counties = await ask<{ data: { id: string }[] }>(`${url}/api/v1/core/organizations/tree?parentId=${organization}`, { headers })
  const query = 'filter[category][eq]=631&page[size]=200&fields=name'
  const branches = await ask<{ data: { name: string }[] }>(`${url}/api/v1/core/organizations?${query}`, { headers })
  return { token, counties: counties.data.slice(0, 2).map(one => one.id), branches: branches.data.map(one => one.name) }
}

function reads({ role, token, members: [member], organization }: Person): Case[] {
  const one = (name: string, product: string, hand: string): Case => ({
    name: `${name}, ${role}`,
    product: { path: `/api/v1${product}`, token },
    hand: { path: hand, token },
  })
  return [
    one('list', '/members/members?filter[education][eq]=21', '/members?education=21'),
    one('list by birth', '/members/members?filter[education][eq]=21&sort=-birthOn', '/members/by-birth?education=21'),
    one('search by name', `/members/members?q=${encodeURIComponent('欧阳建')}`, `/members/search?q=${encodeURIComponent('欧阳建')}`),
    one('search by initials', '/members/members?q=oyjg', '/members/search?q=oyjg'),
    one('get', `/members/members/${member}`, `/members/${member}`),
    one('children', `/core/organizations/tree?parentId=${organization}`, `/organizations/children?parentId=${organization}`),
    one('count', '/members/members?filter[education][eq]=21&count=estimated&page[size]=1&fields=name', '/members/count?education=21'),
  ]
}

/** Nobody changes the same record at once as another: each request takes the next of some. */
function writes([tenant, county]: Person[]): Case[] {
  const { token } = tenant!
  const person = newPeople({ name: '', shortName: '党支部' })
  const body = () => ({ ...person(), organizationId: county!.organization })
  let changes = 0
  const member = () => county!.members[changes++ % county!.members.length]!
  const change = () => ({ residence: `青棠区 ${changes} 号` })
  return [
    {
      name: 'create, tenant',
      product: { method: 'POST', path: '/api/v1/members/members', token, body },
      hand: { method: 'POST', path: '/members', token, body },
    },
    {
      name: 'patch, tenant',
      product: {
        method: 'PATCH',
        path: '/api/v1/members/members',
        paths: () => `/api/v1/members/members/${member()}`,
        token,
        body: change,
      },
      hand: { method: 'PATCH', path: '/members', paths: () => `/members/${member()}`, token, body: change },
    },
  ]
}

async function signIn(url: string, role: keyof typeof benchUsers): Promise<Person> {
  const token = await tokenOf(url, benchUsers[role])
  const headers = { authorization: `Bearer ${token}` }
  const members = await ask<{ data: { id: string }[] }>(`${url}/api/v1/members/members?page[size]=200`, { headers })
  const tops = await ask<{ data: { id: string }[] }>(`${url}/api/v1/core/organizations/tree`, { headers })
  return { role, token, members: members.data.map(one => one.id), organization: tops.data[0]!.id }
}
