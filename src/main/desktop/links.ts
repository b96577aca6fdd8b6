/** Who opens the links of one-time passwords. The packages say that this app can; which program does is the user's choice. */
import type { App } from 'electron'

/** The links that are opened with the app. */
const LINK_SCHEMES = ['otpauth', 'otpauth-migration'] as const

/** Takes the links that no program opens yet, and never those of another one: that may be the user's own authenticator. */
export function takeFreeLinks(
  app: Pick<App, 'getApplicationNameForProtocol' | 'setAsDefaultProtocolClient'>
): void {
  for (const scheme of LINK_SCHEMES) {
    const isFree = app.getApplicationNameForProtocol(`${scheme}://`) === ''
    if (isFree) app.setAsDefaultProtocolClient(scheme)
  }
}
