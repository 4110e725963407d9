import { checkCommand } from '../core/consistency/command.ts'

// npm run check:data
process.exit(await checkCommand(process.argv.slice(2)))
