import { rotateCommand } from '../core/secrets/rotate-command.ts'

// npm run secrets:rotate [-- --new-key | --index]
process.exit(await rotateCommand(process.argv.slice(2)))
