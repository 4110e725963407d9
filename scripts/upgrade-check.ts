import { upgradeCheckCommand } from '../core/rehearsal/command.ts'

// npm run upgrade:check [-- --all]
process.exit(await upgradeCheckCommand(process.argv.slice(2)))
