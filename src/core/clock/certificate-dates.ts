/**
 * What certificates that fail by their dates alone say about the local clock: one may be its server's fault, those of
 * several operators at once are the clock's, which is off by months then.
 */
import type { SourceReport } from './check-run.ts'
import { serverAt } from './voices.ts'

/** By this clock the servers' certificates begin in the future, or ended in the past. */
export type DatesReason = 'certificates-not-yet-valid' | 'certificates-expired'

/**
 * What the certificates' dates say about the clock; `null` for nothing. They speak against it where those of at least
 * two sources, or of the only one, fail in the same direction, and nobody showed one that is valid by this clock. A
 * certificate that is untrusted for any other reason says nothing.
 */
export function certificateDatesOf(reports: readonly SourceReport[]): DatesReason | null {
  const count = (reason: string): number =>
    new Set(
      reports.flatMap(({ status, way: { host, port } }) =>
        // One server that stands there twice has one certificate.
        status.kind === 'rejected' && status.reason === reason ? [serverAt(host, port)] : []
      )
    ).size
  const notYet = count('certificate-not-yet-valid')
  const expired = count('certificate-expired')
  const enough = Math.min(2, reports.length)
  if (enough === 0 || (notYet > 0 && expired > 0) || reports.some(showedValidOne)) return null
  if (notYet >= enough) return 'certificates-not-yet-valid'
  return expired >= enough ? 'certificates-expired' : null
}

function showedValidOne({ status }: SourceReport): boolean {
  return 'sample' in status && status.sample.kind !== 'ntp'
}
