/** How the address of a time server is read in the window; whether it can be asked says main. */

/** The kind of an address by its scheme; a bare host is asked by NTP. */
export function kindOf(way: string): 'nts' | 'ntp' | 'https' {
  const scheme = /^(nts|https):\/\//iu.exec(way)?.[1]?.toLowerCase()
  return scheme === 'nts' || scheme === 'https' ? scheme : 'ntp'
}

/** An address without its scheme: "time.cloudflare.com". */
export function hostOf(way: string): string {
  return way
    .trim()
    .replace(/^[a-z]+:\/\//iu, '')
    .replace(/\/$/u, '')
}
