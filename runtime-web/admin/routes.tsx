import { createBrowserRouter } from 'react-router'
import { Broken } from './entrance/broken.tsx'
import { Opening } from './entrance/opening.tsx'

/** Every address of the admin. What is seen before signing in is light; the desk brings its own parts when it is opened. */
export function routes() {
  return createBrowserRouter(
    [
      {
        HydrateFallback: Opening,
        ErrorBoundary: Broken,
        children: [
          { path: '/login/:tenant?', lazy: async () => ({ Component: (await import('./entrance/login.tsx')).Login }) },
          { path: '/activate', lazy: async () => ({ Component: (await import('./entrance/activate.tsx')).Activate }) },
          { path: '/password', lazy: async () => ({ Component: (await import('./entrance/first-password.tsx')).FirstPassword }) },
          { path: '/visit', lazy: async () => ({ Component: (await import('./entrance/visit.tsx')).Visit }) },
          { path: '/inbox', lazy: async () => ({ Component: (await import('./entrance/inbox.tsx')).Inbox }) },
          {
            path: '/',
            lazy: async () => ({ Component: (await import('./desk/desk.tsx')).Desk }),
            children: [
              { index: true, lazy: async () => ({ Component: (await import('./pages/home.tsx')).Home }) },
              { path: 'm/:menu/*', lazy: async () => ({ Component: (await import('./desk/menu-page.tsx')).MenuPage }) },
              { path: 'account/*', lazy: async () => ({ Component: (await import('./pages/account.tsx')).Account }) },
              { path: '*', lazy: async () => ({ Component: (await import('./desk/no-such-page.tsx')).NoSuchPage }) },
            ],
          },
        ],
      },
    ],
    { basename: '/admin' },
  )
}
