import { join } from 'node:path'

const plugin = join(import.meta.dirname, '../..')

/** Where what a site looks like is kept: folders of the plugin that are read, never written. */
export const places = {
  styles: join(plugin, 'styles'),
  themes: join(plugin, 'themes'),
  library: join(plugin, 'library'),
  templates: join(plugin, 'templates'),
  visitor: join(plugin, 'visitor'),
}
