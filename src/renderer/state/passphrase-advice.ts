/** What to say of a passphrase's length. Only length is judged: rules about kinds of characters make worse ones (NIST SP 800-63B §3.1.1.2). */

export type PassphraseAdvice = 'short' | 'fair' | 'long'

/** Counted as people see characters; a Japanese one carries about as much as two Latin ones. */
export function adviceFor(passphrase: string): PassphraseAdvice {
  let length = 0
  for (const character of passphrase.normalize('NFKC')) length += /[\u3040-\u9fff]/u.test(character) ? 2 : 1
  if (length < 12) return 'short'
  return length < 18 ? 'fair' : 'long'
}
