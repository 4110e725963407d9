import { restoreCommand } from '../core/backup/commands.ts'

// npm run restore -- FOLDER [--replace]
process.exit(await restoreCommand(process.argv.slice(2)))
