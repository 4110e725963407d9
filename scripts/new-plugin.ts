import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { isReservedPlugin } from '../core/declarations/names.ts'

const root = resolve(import.meta.dirname, '..')

/** A plugin that cannot be made, with a sentence for who asked for it. */
export class Refusal extends Error {}

/**
 * Writes a small plugin that works as it is: one entity with its menus and roles.
 * @throws Refusal for a name that is none, or is taken; nothing is written then
 */
export function newPlugin(name: string | undefined, title = name, pluginFolder = join(root, 'plugins')): string[] {
  if (!name) throw new Refusal('Give a name: npm run new:plugin visits 走访慰问')
  if (!/^[a-z][a-z0-9-]{1,30}$/.test(name))
    throw new Refusal(
      `"${name}" cannot be a plugin's name: 2 to 31 small letters, digits and hyphens, a letter first, such as "home-visits".`,
    )
  if (name === 'core' || isReservedPlugin(name)) throw new Refusal(`"${name}" is a name of the platform's own. Choose another.`)
  const folder = join(pluginFolder, name)
  if (existsSync(folder))
    throw new Refusal(`There is a folder ${relative(root, folder)} already. Choose another name, or work on that plugin.`)
  const files = filesOf(name, title || name, relative(folder, join(root, 'schemas')))
  return Object.entries(files).map(([path, content]) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 2)}\n`)
    return join(folder, path)
  })
}

/** `visits` holds visits: each is one `visit`. */
function entityName(plugin: string): string {
  if (plugin.endsWith('ies')) return plugin.replace(/ies$/, 'y')
  return /(ss|x|ch|sh)es$/.test(plugin) ? plugin.slice(0, -2) : plugin.replace(/(?<=[a-z0-9])s$/, '')
}

function filesOf(name: string, title: string, schemas: string): Record<string, unknown> {
  const entity = entityName(name)
  return {
    'plugin.json': { $schema: `${schemas}/plugin.schema.json`, name, title, description: '', version: '0.1.0' },
    [`entities/${entity}.json`]: {
      $schema: `../${schemas}/entity.schema.json`,
      title,
      type: 'object',
      required: ['organizationId', 'name', 'heldOn'],
      ...(`${entity}s` === name ? {} : { 'x-plural': name }),
      'x-label': 'name',
      'x-key': ['organizationId', 'name', 'heldOn'],
      'x-sort': '-heldOn,name',
      properties: {
        organizationId: { title: '党组织', 'x-relation': 'core/organization' },
        name: { title: '名称', type: 'string', minLength: 1, maxLength: 100, 'x-search': 'pinyin', examples: [`${title}一`] },
        heldOn: { title: '日期', type: 'string', format: 'date', examples: ['2026-01-15'] },
        year: { title: '年度', type: 'integer', 'x-computed': 'int(heldOn.substring(0, 4))' },
        content: { title: '内容', type: 'string', format: 'text', maxLength: 2000 },
        attachments: { title: '附件', type: 'array', maxItems: 9, items: { 'x-file': { types: ['image/*', 'application/pdf'] } } },
      },
    },
    'menus.json': {
      $schema: `${schemas}/menus.schema.json`,
      desktop: [{ key: name, title, group: title, order: 10, entity }],
      phone: [{ key: `my-${name}`, title, group: 'personal', order: 500, entity }],
    },
    'roles.json': {
      $schema: `${schemas}/roles.schema.json`,
      'tenant-admin': { [entity]: { actions: ['*'], scope: 'tenant' } },
      'org-admin': { [entity]: { actions: ['*'] } },
      secretary: { [entity]: { actions: ['read', 'create', 'update', 'import', 'export'] } },
      member: { [entity]: { actions: ['read'], scope: 'organization' } },
    },
    'README.md': `# ${name} ${title}

What this plugin is for, in a sentence.

- \`entities/${entity}.json\`: what is kept of one, and how it is checked.
- \`menus.json\`: where people find it. \`roles.json\`: who may do what.

\`docs/plugin-guide.md\` explains every keyword.
`,
  }
}

if (import.meta.main)
  try {
    const [name, title] = process.argv.slice(2)
    for (const path of newPlugin(name, title)) console.log(relative(process.cwd(), path))
    console.log('\nIt works as it is: start again (npm start), sign in, and find it in the menu. docs/plugin-guide.md goes on from here.')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
