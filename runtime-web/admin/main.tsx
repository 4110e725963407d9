import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { routes } from './routes.tsx'
import './theme/fonts.css'
import './theme/base.css'
import { applyAppearance } from './theme/appearance.ts'

applyAppearance()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <RouterProvider router={routes()} />
  </StrictMode>,
)
