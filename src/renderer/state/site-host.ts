/** The host whose clock is worth asking for, where an account's issuer names one. */

const DOMAIN = /^(?=.{4,253}$)(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.)+\p{L}{2,63}$/u

/** `github.com` for "GitHub.com" or "https://github.com/login"; empty for a plain name such as "GitHub". */
export function hostOfIssuer(issuer: string): string {
  const host = issuer
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//u, '')
    .replace(/[/?#].*$/u, '')
  return DOMAIN.test(host) ? host : ''
}
