/**
 * Addresses as the app knows them and as Chromium knows them: it can't navigate to a scheme of ours, so
 * `app://host/path` is shown to it as `https://host.app.stand-in.invalid/path` (RFC 6761 §6.4: never a real name).
 */
const SUFFIX = '.stand-in.invalid'

/** The address for Chromium. `schemes` are those that the app answers itself. */
export function toChromium(url: string, schemes: ReadonlySet<string>): string {
  const [, scheme, host, rest] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/s.exec(url) ?? []
  if (scheme === undefined || host === undefined || rest === undefined || !schemes.has(scheme)) return url
  return `https://${host === '' ? 'nohost' : host}.${scheme}${SUFFIX}${rest}`
}

/** The address for the app. */
export function fromChromium(url: string): string {
  const [, host, scheme, rest] =
    /^https:\/\/([^/?#]*)\.([a-z][a-z0-9+-]*)\.stand-in\.invalid(.*)$/s.exec(url) ?? []
  if (host === undefined || scheme === undefined || rest === undefined) return url
  return `${scheme}://${host}${rest}`
}

/** The origin of an address, also for schemes of the app's own, as Electron gives it. */
export function originOf(url: string): string {
  return /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)/.exec(url)?.[1] ?? 'null'
}
