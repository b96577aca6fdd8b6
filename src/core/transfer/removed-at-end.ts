/**
 * Files that aren't whole yet, taken away again where the process is ended in between: they may hold secrets in clear, and
 * a slow disk gives time to press Ctrl-C.
 */
import { unlinkSync } from 'node:fs'

/**
 * @param work - puts the path of each file into the set as soon as it has made it, and takes it out once it may stay
 * @param signals - that end the process by default; none where somebody else turns them into an orderly end
 */
export async function removedAtEnd<T>(
  work: (unfinished: Set<string>) => Promise<T>,
  signals: readonly NodeJS.Signals[]
): Promise<T> {
  const unfinished = new Set<string>()
  const remove = (): void => unfinished.forEach(removeNow)
  const stopListening = (): void => {
    process.off('exit', remove)
    for (const signal of signals) process.off(signal, onSignal)
  }
  const onSignal = (signal: NodeJS.Signals): void => {
    remove()
    stopListening()
    // It then does what it does to a program that doesn't listen.
    process.kill(process.pid, signal)
  }
  process.on('exit', remove)
  for (const signal of signals) process.on(signal, onSignal)
  try {
    return await work(unfinished)
  } finally {
    stopListening()
  }
}

function removeNow(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // Not made yet, or gone already.
  }
}
