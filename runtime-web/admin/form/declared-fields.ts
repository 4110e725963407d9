import { useField } from '@formily/react'
import { createContext, useContext } from 'react'
import type { Screen, ScreenField } from '../fields/screen.ts'

/** The declaration of what stands at a path of a form: `name`, `gifts.0.count`. */
export function declaredAt(screen: Screen, path: string): ScreenField | undefined {
  const [name, row, column] = path.split('.')
  const field = screen.fields.find(one => one.name === name)
  return row === undefined ? field : field?.rows?.find(one => one.name === column)
}

export const ScreenContext = createContext<Screen | undefined>(undefined)

/** The declaration of the field that is being drawn. */
export function useDeclared(): ScreenField {
  const screen = useContext(ScreenContext)
  const path = useField().path.toString()
  const field = screen && declaredAt(screen, path)
  if (!field) throw new Error(`the form has no field ${path}`)
  return field
}
