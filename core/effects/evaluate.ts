import type { Json } from '../declarations/model.ts'
import type { Values } from './effect.ts'

export function evaluateAll(values: Values, about: Json): Json {
  return Object.fromEntries([...values].map(([name, expression]) => [name, expression.evaluate(about)]))
}
