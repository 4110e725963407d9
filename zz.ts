import { loadModel } from './core/declarations/load-model.ts'

console.time('load')
try {
  const m = loadModel(['plugins'])
  console.log([...m.entities.keys()].join(' '))
} catch (e) {
  console.log((e as Error).message.slice(0, 3000))
}
console.timeEnd('load')
