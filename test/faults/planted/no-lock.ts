/** The planted bug of writers: no lock at all, and everybody saves at the same moment. Loaded by --import. */
import { setTimeout as wait } from 'node:timers/promises'
import { replaceModule } from './replace-module.ts'

export * from '../../../src/core/vault/vault-lock.ts'

const TOGETHER_MS = 1500

export async function withLock<T>(_path: string, _setting: unknown, work: () => Promise<T>): Promise<T> {
  await wait(TOGETHER_MS - (Date.now() % TOGETHER_MS))
  return await work()
}

replaceModule('/core/vault/vault-lock.ts', import.meta.url)
