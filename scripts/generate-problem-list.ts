import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { problemList } from './problem-list.ts'

// npm run problems
writeFileSync(join(import.meta.dirname, '../docs/problems.md'), problemList())
