/** Bundles the terminal for the packages, where there is no source and no node_modules (docs/packaging.md). */
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  ssr: {
    // Everything but the one native module, which lies beside the bundle.
    noExternal: true,
    external: ['keytar']
  },
  build: {
    ssr: true,
    target: 'node24',
    outDir: here('out/cli'),
    emptyOutDir: true,
    minify: true,
    rolldownOptions: {
      input: {
        index: here('src/cli/index.ts'),
        'keychain-child': here('src/core/vault/keychain/keychain-child.ts'),
        'qr-worker': here('src/core/transfer/qr-worker.ts')
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' }
    }
  }
})
