/** What can be seen to be wrong with a typed account while it is being typed; main judges the rest when it is added. */
import type { TypedAccount } from '../../shared/ipc.ts'

export type TypedFault = 'not-base32' | 'not-hex' | 'not-digits'

/** Characters that can't be in a secret of this kind; spaces, dashes and padding don't matter. */
export function secretFault(kind: TypedAccount['kind'], typed: string): TypedFault | null {
  const letters = typed.replace(/[\s=-]/gu, '')
  if (kind === 'motp') return /^[0-9a-f]*$/iu.test(letters) ? null : 'not-hex'
  return /^[a-z2-7]*$/iu.test(letters) ? null : 'not-base32'
}

/** Yandex's pin is digits alone; mOTP's may be anything. */
export function pinFault(kind: TypedAccount['kind'], typed: string): TypedFault | null {
  return kind === 'yandex' && !/^\d{0,16}$/u.test(typed) ? 'not-digits' : null
}
