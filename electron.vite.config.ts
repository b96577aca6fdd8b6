import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  main: {
    build: {
      // Optional dependencies aren't externalised by themselves, and keytar may be absent at build time.
      externalizeDeps: { include: ['keytar'] },
      rolldownOptions: {
        input: { index: here('src/main/index.ts'), 'keychain-child': here('src/core/vault/keychain/keychain-child.ts') }
      }
    }
  },
  preload: {
    build: {
      // The sandbox only loads CommonJS.
      rolldownOptions: {
        input: { index: here('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: here('src/renderer'),
    build: { rolldownOptions: { input: { index: here('src/renderer/index.html') } } },
    plugins: [svelte({ configFile: here('svelte.config.js') })]
  }
})
