/** The date format of HTTP, RFC 9110 §5.6.7, in the one form that servers may send. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const SHAPE = /^([A-Z][a-z]{2}), (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/

/** Unix ms of `Sun, 06 Nov 1994 08:49:37 GMT`; `null` for anything else, a 31 February or a wrong weekday included. */
export function readHttpDate(text: string): number | null {
  const match = SHAPE.exec(text)
  if (match === null) return null
  const [, weekday = '', day, monthName = '', year, hour, minute, second] = match
  const month = MONTHS.indexOf(monthName)
  if (month === -1) return null
  const ms = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second))
  const date = new Date(ms)
  // Date.UTC takes the 31st of a short month for the 1st of the next, and 25 o'clock for 1 o'clock.
  const same =
    date.getUTCFullYear() === Number(year) &&
    date.getUTCDate() === Number(day) &&
    date.getUTCHours() === Number(hour) &&
    date.getUTCMinutes() === Number(minute) &&
    date.getUTCSeconds() === Number(second) &&
    DAYS[date.getUTCDay()] === weekday
  return same ? ms : null
}
