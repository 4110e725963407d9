import { backupCommand } from '../core/backup/commands.ts'

// npm run backup [-- FOLDER]
process.exit(await backupCommand(process.argv.slice(2)))
