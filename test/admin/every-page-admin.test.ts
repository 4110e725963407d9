import t from 'tap'
import { openEveryPage } from '../support/every-page.ts'

t.test('every page can be used by everybody, and fits: the tenant’s admin, the first and every second after it', t =>
  openEveryPage(t, ['admin'], 'odd'),
)
