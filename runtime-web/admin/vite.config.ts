import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { silentIcons } from './silent-icons.ts'

const repository = resolve(import.meta.dirname, '../..')

export default defineConfig({
  root: import.meta.dirname,
  base: '/admin/',
  plugins: [react(), silentIcons],
  server: { fs: { allow: [repository] }, proxy: { '/api': 'http://localhost:3000' } },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    // The page designer and charts come as parts of their own, loaded when they are opened.
    chunkSizeWarningLimit: 1_500,
    // A data address would not pass the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'preload', test: /vite.preload-helper/, priority: 40 },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|react-router|react-is|@tanstack)[\\/]/, priority: 30 },
          ],
        },
      },
    },
  },
})
