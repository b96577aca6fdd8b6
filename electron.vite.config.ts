import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import packageJson from './package.json' with { type: 'json' }

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const BUNDLED = Object.keys(packageJson.dependencies)

export default defineConfig({
  main: {
    // Its build for Node asks for `require`; what electron-vite then puts before the minified chunk takes a name that the
    // chunk has already, and the chunk doesn't load.
    resolve: { alias: { fflate: 'fflate/browser' } },
    build: {
      // Half as much to read at each start, here and in the windows.
      minify: true,
      // Everything is bundled, which loads faster and packs small, but keytar: it is native, and may be absent here.
      externalizeDeps: { include: ['keytar'], exclude: BUNDLED },
      rolldownOptions: {
        input: {
          index: here('src/main/index.ts'),
          'keychain-child': here('src/core/vault/keychain/keychain-child.ts'),
          'qr-worker': here('src/core/transfer/qr-worker.ts'),
          'reading-child': here('src/core/transfer/reading-child.ts')
        },
        // All beside each other: wherever the bundler puts qr.ts, the worker is in the same folder.
        output: { chunkFileNames: '[name]-[hash].js' }
      }
    }
  },
  preload: {
    build: {
      minify: true,
      // The sandbox only loads CommonJS.
      rolldownOptions: {
        input: { index: here('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: here('src/renderer'),
    build: {
      minify: true,
      // Chromium does it by itself.
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          index: here('src/renderer/index.html'),
          secret: here('src/renderer/secret.html'),
          pick: here('src/renderer/pick.html')
        },
        // What windows have in common is one file, and not one for each kind of company: every one is a question to main
        // before the first paint.
        output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] } }
      }
    },
    plugins: [svelte({ configFile: here('svelte.config.js') })]
  }
})
