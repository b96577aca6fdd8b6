/** Puts another module in the place of one of ours, for the whole program: how a bug is planted into the real terminal. */
import { registerHooks } from 'node:module'

/**
 * @param path - End of the module's path, `/core/vault/vault-lock.ts`.
 * @param replacement - Its address; itself it still gets the real one.
 */
export function replaceModule(path: string, replacement: string): void {
  registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context)
      const isReplaced = resolved.url.endsWith(path) && context.parentURL !== replacement
      return isReplaced ? { ...resolved, url: replacement } : resolved
    }
  })
}
