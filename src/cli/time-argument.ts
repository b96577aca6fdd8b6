/** Times and lengths of time as people type them: ISO 8601, Unix seconds, `2s`, `500ms`. */

// 9999-12-31T23:59:59.999Z: the last time that ISO 8601 writes in four digits.
const LAST_MS = 253_402_300_799_999

const ISO_8601 =
  /^(?<date>\d{4}-\d{2}-\d{2})(?:[T ](?<clock>\d{2}:\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?(?<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?$/iu
/**
 * Reads a point in time.
 * @param text - ISO 8601 (a date alone is its midnight; without a zone it is local time), or Unix seconds.
 * @returns Unix milliseconds from 1970 to 9999, or `null` if it is none of these.
 */
export function unixMsOf(text: string): number | null {
  const unixMs = /^\d+(?:\.\d+)?$/u.test(text) ? Math.floor(Number(text) * 1000) : isoMsOf(text)
  return unixMs !== null && unixMs >= 0 && unixMs <= LAST_MS ? unixMs : null
}

function isoMsOf(text: string): number | null {
  // The basic format, 20261122T083000Z, with its marks put in; a date alone in it can't be told from Unix seconds.
  const extended = text
    .replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})/iu, '$1-$2-$3T$4:$5')
    .replace(/(T\d{2}:\d{2})(\d{2})/iu, '$1:$2')
  const parts = ISO_8601.exec(extended)?.groups
  if (parts?.date === undefined) return null
  const { date, clock = '00:00', second = '00', fraction = '0', zone = '' } = parts
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3)
  const wall = `${date}T${clock}:${second}.${milliseconds}`
  // Date takes 30 February for 2 March; a date that doesn't come back as it was isn't one.
  const asUtc = Date.parse(`${wall}Z`)
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString() !== `${wall}Z`) return null
  const unixMs = Date.parse(wall + zoneOf(zone))
  return Number.isNaN(unixMs) ? null : unixMs
}

/** `+09`, `+0900` and `+09:00` are one zone; Date reads the last form only. */
function zoneOf(zone: string): string {
  if (!/^[+-]/u.test(zone)) return zone.toUpperCase()
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  return `${zone.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`
}

/**
 * Reads a length of time: `2s`, `0.5s`, `500ms`.
 * @returns Milliseconds above 0 and at most a day, or `null`.
 */
export function durationMsOf(text: string): number | null {
  const parts = /^(?<amount>\d+(?:\.\d+)?)(?<unit>ms|s)$/u.exec(text)?.groups
  if (parts === undefined) return null
  const ms = Number(parts.amount) * (parts.unit === 's' ? 1000 : 1)
  return ms > 0 && ms <= 86_400_000 ? ms : null
}
