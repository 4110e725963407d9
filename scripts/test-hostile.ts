// npm run test:hostile: ten thousand requests of a seed that is told; HOSTILE_SEED and HOSTILE_REQUESTS repeat or change it.
process.env['HOSTILE_REQUESTS'] ??= '10000'
process.env['HOSTILE_SEED'] ??= String(Date.now() % 1_000_000_000)
process.env['TAP_TIMEOUT'] ??= '3600'
process.stdout.write(`HOSTILE_SEED=${process.env['HOSTILE_SEED']} HOSTILE_REQUESTS=${process.env['HOSTILE_REQUESTS']}\n`)
process.argv.push('test/hostile/walk.test.ts')
await import('./test.ts')
