/** All ways of asking, as app and terminal use them alike. */
import { httpsWay } from './https-date.ts'
import type { HttpsPorts } from './https-connection.ts'
import { ntpWay } from './ntp.ts'
import { ntsWay } from './nts.ts'
import type { AskPorts } from './source-poll.ts'
import { systemTrust } from './system-trust.ts'

export interface WaysPorts {
  /** From node:crypto. */
  readonly randomBytes: (length: number) => Uint8Array
  /** The proxy for an HTTPS server: the environment's in the terminal, the system's in the app. */
  readonly proxyFor: HttpsPorts['proxyFor']
}

/** The ways by NTS, plain NTP and HTTPS, with what this machine trusts. */
export function systemWays({ randomBytes, proxyFor }: WaysPorts): AskPorts {
  return {
    nts: ntsWay({ randomBytes }),
    ntp: ntpWay(randomBytes),
    https: httpsWay({ proxyFor, ...systemTrust() })
  }
}
