import type { Client } from './client.ts'

export type AdminPage = {
  /** What a file with its picture is called. */
  name: string
  path: string
}

/** Seen by anybody. */
export const entrancePages: AdminPage[] = [
  { name: 'login', path: '/admin/login/demo' },
  { name: 'activate', path: '/admin/activate' },
  { name: 'inbox', path: '/admin/inbox' },
]

/** Beside those of the menu. */
const everyonesPages: AdminPage[] = [
  { name: 'home', path: '/admin/' },
  { name: 'account', path: '/admin/account' },
  ...['messages', 'password', 'sessions', 'files'].map(part => ({ name: `account-${part}`, path: `/admin/account/${part}` })),
  { name: 'nowhere', path: '/admin/no/such/page' },
]

type MenuEntry = { key: string; entity: string | null; page: string | null; path: string | null; list: string }

/** Every page that this person can open: those of the menu, and of each list its first record and the form for a new one. */
export async function pagesOf(person: Client): Promise<AdminPage[]> {
  const { data } = (await person.get('/core/menus?device=desktop')).body as { data: MenuEntry[] }
  const ofMenus = await Promise.all(data.map(menu => pagesOfMenu(person, menu)))
  return [...everyonesPages, ...ofMenus.flat()]
}

async function pagesOfMenu(person: Client, menu: MenuEntry): Promise<AdminPage[]> {
  const own = { name: menu.key, path: `/admin/m/${menu.key}` }
  if (!menu.entity || menu.page || menu.list === 'deleted') return [own]
  const screen = (await person.get(`/core/screens/${menu.entity}`)).body as { can: string[]; path: string }
  const first = (await person.get(`${screen.path.replace('/api/v1', '')}?page[size]=1`)).body as { data: { id: string }[] }
  return [
    own,
    ...first.data.map(({ id }) => ({ name: `${menu.key}-record`, path: `${own.path}/${id}` })),
    ...(screen.can.includes('create') ? [{ name: `${menu.key}-new`, path: `${own.path}/new` }] : []),
  ]
}
