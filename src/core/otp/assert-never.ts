/** The end of a switch over a union: the compiler says so when a member of it was forgotten. */

/** @throws Error always, and never reached unless a value isn't of its type. */
export function assertNever(value: never): never {
  throw new Error(`expected no further case, got a ${typeof value}`)
}
