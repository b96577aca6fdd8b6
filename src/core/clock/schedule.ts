/** When the clock is checked without being asked: the manners that the operators of time servers ask for. */

/** SNTP clients ask at most once in this long (the NTP pool's rule for applications), min. */
export const LEAST_INTERVAL_MIN = 30
const MINUTE_MS = 60_000
const JITTER = 0.2

/** The interval of the checks by itself, ms: what the user wishes, and never less than half an hour. */
export function checkEveryMs(minutes: number): number {
  return Math.max(LEAST_INTERVAL_MIN, minutes) * MINUTE_MS
}

/**
 * How long until the next check by itself, ms: never less than the interval, and at a moment of its own, so that many
 * machines that started together don't ask together.
 * @param random - From 0 up to 1.
 */
function nextCheckInMs(random: number, minutes: number = LEAST_INTERVAL_MIN): number {
  return checkEveryMs(minutes) * (1 + random * JITTER)
}

export interface SchedulePorts {
  /** The user's interval, min; read anew each time. */
  readonly everyMinutes: () => number
  /** A number from 0 up to 1, for the jitter. */
  readonly random: () => number
  /**
   * Checks.
   * @param freshMs - What another process found within this long will do, ms.
   */
  readonly check: (freshMs: number) => void
}

/** The checks made by itself, one after each interval. */
export class Schedule {
  readonly #ports: SchedulePorts
  #timer: NodeJS.Timeout | undefined

  constructor(ports: SchedulePorts) {
    this.#ports = ports
  }

  /** Begins the interval until the next check anew. */
  begin(): void {
    this.end()
    const { everyMinutes, random, check } = this.#ports
    const minutes = everyMinutes()
    this.#timer = setTimeout(
      () => {
        check(checkEveryMs(minutes))
        this.begin()
      },
      nextCheckInMs(random(), minutes)
    )
  }

  end(): void {
    clearTimeout(this.#timer)
  }
}
