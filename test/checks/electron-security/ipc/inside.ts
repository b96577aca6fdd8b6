/**
 * Runs in the app's own main process, where the real handlers are: asks every one of them as strangers do, and as its own
 * window would with payloads that nobody meant. `../fuzz-ipc.ts` starts it.
 */
import { codeOf, faultOf, holdsSecret, type Fault } from './answers.ts'
import { anyPayloads, hostilePayload, type Payload } from './payloads.ts'
import { formsOf, formsOfText, type Needles } from '../../../memory-scan.ts'
import type { StandIn } from '../../../electron-stand-in/electron-module.ts'

export type Room = 'main' | 'secret' | 'pick'

export interface Plan {
  /** Names of the requests by the window that they belong to. */
  readonly requests: Readonly<Record<Room, readonly string[]>>
  readonly answerWhileLocked: readonly string[]
  readonly passphrase: string
  /** The secrets of the vault's accounts in hexadecimal, and texts that are secret as they are. */
  readonly secrets: readonly string[]
  readonly secretTexts: readonly string[]
  /** A file whose import brings the accounts back, after all were deleted. */
  readonly restoreFrom: string
  /** Payloads for each request. */
  readonly count: number
  readonly seed: number
  /** Longest time that one request's own payloads take, ms. */
  readonly budgetMs: number
}

export interface Report {
  readonly requests: number
  readonly strangers: number
  /** Strangers' requests, and those that were not refused. */
  readonly foreign: { readonly asked: number; readonly answered: readonly string[] }
  readonly fuzzed: number
  /** How many payloads got past the checks to a handler. */
  readonly reached: number
  readonly whileLocked: { readonly asked: number; readonly answered: readonly string[] }
  readonly faults: readonly { readonly request: string; readonly fault: Fault }[]
  readonly slowestMs: number
  readonly pushes: number
  readonly unlisted: readonly string[]
}

type Contents = Electron.WebContents
type Handler = (event: unknown, ...args: readonly unknown[]) => Promise<unknown>

/** Longest that any request may take, ms: a key derivation, several times over on a busy machine. */
const DEADLINE_MS = 90_000

/** What any request of no consequence takes, ms: so much isn't counted. */
const GRACE_MS = 0.2

/** What main does by itself comes after this, ms. */
const BETWEEN_MS = 25

const PAGES = { main: 'index.html', secret: 'secret.html', pick: 'pick.html' } as const

export class Inside {
  readonly #electron: StandIn
  readonly #plan: Plan
  readonly #needles: Needles
  readonly #faults: { request: string; fault: Fault }[] = []
  #slowestMs = 0
  #pushes = 0
  #reached = 0
  #fuzzed = 0

  constructor(electron: StandIn, plan: Plan) {
    this.#electron = electron
    this.#plan = plan
    this.#needles = new Map([
      ...plan.secrets.flatMap((hex, at) => [...formsOf(`account ${at}`, Buffer.from(hex, 'hex'))]),
      ...plan.secretTexts.flatMap((text, at) => [...formsOfText(`text ${at}`, text)])
    ])
  }

  async run(): Promise<Report> {
    const { requests } = this.#plan
    const all = Object.values(requests).flat()
    const unlisted = [...this.#handlers.keys()].filter((name) => !all.includes(name))
    await this.#ensureOpen()
    const foreign = await this.#askAsStrangers()
    await this.#fuzz()
    const whileLocked = await this.#askWhileLocked()
    await this.#ensureOpen()
    return {
      requests: all.length,
      strangers: (await this.#strangers('main')).length,
      foreign,
      fuzzed: this.#fuzzed,
      reached: this.#reached,
      whileLocked,
      faults: this.#faults,
      slowestMs: Math.round(this.#slowestMs),
      pushes: this.#pushes,
      unlisted
    }
  }

  get #handlers(): Map<string, Handler> {
    return this.#electron.ipcMain.handlers as unknown as Map<string, Handler>
  }

  /** Asks, and looks at the answer. */
  async #ask(request: string, event: unknown, args: Payload): Promise<unknown> {
    const handler = this.#handlers.get(request)
    if (handler === undefined) return { ok: false, failure: { code: 'internal' } }
    const beganMs = performance.now()
    let answer: unknown
    let fault: Fault | null
    try {
      answer = await withDeadline(handler(event, ...args))
      fault = answer === HANGS ? 'hangs' : faultOf(answer, this.#needles)
    } catch (error) {
      answer = error
      fault = holdsSecret(textOf(error), this.#needles) ? 'a secret' : 'thrown'
    }
    this.#slowestMs = Math.max(this.#slowestMs, performance.now() - beganMs)
    if (fault !== null) this.#faults.push({ request, fault })
    return answer
  }

  #contents(room: Room): Contents | null {
    const windows = this.#electron.BrowserWindow.getAllWindows()
    const own = windows.map(({ webContents }) => webContents as unknown as Contents)
    return own.find((contents) => contents.getURL().endsWith(PAGES[room])) ?? null
  }

  /** What the window's own page sends. */
  #event(contents: Contents | null): unknown {
    return contents === null ? null : { sender: contents, senderFrame: contents.mainFrame }
  }

  async #askOwn(request: string, ...args: Payload): Promise<{ ok: boolean; value?: unknown }> {
    const room = this.#roomOf(request)
    const answer = await this.#ask(request, this.#event(this.#contents(room)), args)
    return answer as { ok: boolean; value?: unknown }
  }

  #roomOf(request: string): Room {
    const { requests } = this.#plan
    return request.startsWith('secret:') ? 'secret' : requests.pick.includes(request) ? 'pick' : 'main'
  }

  async #vaultKind(): Promise<string> {
    const { value } = await this.#askOwn('vault:state')
    return (value as { kind: string } | undefined)?.kind ?? 'unknown'
  }

  async #ids(): Promise<readonly string[]> {
    const { value = [] } = await this.#askOwn('accounts:list')
    return (value as readonly { id: string }[]).map(({ id }) => id)
  }

  /** Opens the small window for a task, and waits until its page is there. */
  async #openSmall(task: unknown): Promise<Contents | null> {
    const opened = await this.#askOwn('secret-window:open', task)
    if (!opened.ok) throw new Error(`expected the small window to open, got ${codeOf(opened)}`)
    await until('the secret window', () => this.#contents('secret') !== null)
    const contents = this.#contents('secret')
    if (contents !== null) this.#listen(contents)
    return contents
  }

  async #closeSmall(): Promise<void> {
    if (this.#contents('secret') === null) return
    await this.#askOwn('secret:close')
    await until('the secret window to go', () => this.#contents('secret') === null)
  }

  /** An open vault with accounts in it, whatever was done to it before. */
  async #ensureOpen(): Promise<void> {
    const main = this.#contents('main')
    if (main !== null) this.#listen(main)
    if ((await this.#vaultKind()) !== 'unlocked') {
      await this.#openSmall('unlock')
      await this.#askOwn('secret:unlock', { kind: 'passphrase', passphrase: this.#plan.passphrase })
      await this.#closeSmall()
      if ((await this.#vaultKind()) !== 'unlocked') throw new Error('expected the vault to open again')
    }
    if ((await this.#ids()).length > 0) return
    await this.#askOwn('import:from-files', [this.#plan.restoreFrom])
    await this.#askOwn('import:confirm', null)
    if ((await this.#ids()).length === 0) throw new Error('expected the accounts to come back')
  }

  /** Hears what main tells a window, in place of its page. */
  #listen(contents: Contents): void {
    contents.send = (name: string, ...args: readonly unknown[]): void => {
      this.#pushes += 1
      if (holdsSecret(args, this.#needles)) this.#faults.push({ request: name, fault: 'a secret' })
    }
  }

  /** Everybody who isn't the window's own page in its main frame, as events. */
  async #strangers(room: Room): Promise<readonly (readonly [string, unknown])[]> {
    const own = this.#contents(room)
    const gone = await this.#goneContents()
    if (own === null) return []
    const url = own.getURL()
    const { origin, pathname } = { origin: url.slice(0, url.lastIndexOf('/')), pathname: PAGES[room] }
    const at = (address: string): unknown => {
      const frame = { url: address, parent: null }
      return { sender: { id: own.id, mainFrame: frame }, senderFrame: frame }
    }
    const others = (['main', 'secret', 'pick'] as const).filter((other) => other !== room)
    return [
      ...others.map(
        (other) =>
          [
            `the ${other} window`,
            this.#event(this.#contents(other)) ?? at(`app://${other}/${PAGES[other]}`)
          ] as const
      ),
      [
        'contents that main knows nothing of',
        { ...(at(url) as object), sender: { id: 999_999, mainFrame: own.mainFrame } }
      ],
      ['contents that are gone', gone],
      ['a sub-frame', { sender: own, senderFrame: { url, parent: own.mainFrame } }],
      ['a frame that is gone', { sender: own, senderFrame: null }],
      ['file://', at(`file:///${pathname}`)],
      ['data:', at('data:text/html,x')],
      ['about:blank', at('about:blank')],
      ['a site', at(`https://${room}/${pathname}`)],
      ['another path of its origin', at(`${origin}/other.html`)],
      ['its page with a query', at(`${url}?x`)],
      ['its page with a fragment', at(`${url}#x`)],
      ['an origin that looks alike', at(`${origin}.evil/${pathname}`)]
    ]
  }

  /** What a window that was closed would send, were there a page left in it. */
  async #goneContents(): Promise<unknown> {
    const window = new this.#electron.BrowserWindow({ show: false })
    const { id } = window.webContents
    const mainFrame = { url: 'app://main/index.html', parent: null }
    window.destroy()
    await until('a window to be gone', () => window.isDestroyed())
    return { sender: { id, mainFrame, isDestroyed: () => true }, senderFrame: mainFrame }
  }

  async #askAsStrangers(): Promise<Report['foreign']> {
    const answered: string[] = []
    let asked = 0
    const ids = await this.#ids()
    for (const room of ['main', 'pick', 'secret'] as const) {
      if (room === 'secret') await this.#openSmall({ kind: 'show-account', id: ids[0] })
      if (room === 'pick') await this.#openPick()
      const strangers = await this.#strangers(room)
      for (const request of this.#plan.requests[room]) {
        for (const [name, event] of strangers) {
          asked += 1
          const answer = await this.#ask(request, event, hostilePayload(request, ids, -1))
          if (codeOf(answer) !== 'internal') answered.push(`${request} to ${name}`)
        }
      }
      if (room === 'secret') await this.#closeSmall()
    }
    return { asked, answered }
  }

  async #openPick(): Promise<void> {
    if (!this.#plan.requests.main.includes('pick:open')) return
    await this.#askOwn('pick:open')
    await until('the pick window', () => this.#contents('pick') !== null)
    const pick = this.#contents('pick')
    if (pick !== null) this.#listen(pick)
  }

  async #fuzz(): Promise<void> {
    const { requests, count, seed } = this.#plan
    const pool = anyPayloads(Math.max(200, Math.ceil(count * 0.6)), seed)
    for (const room of ['main', 'pick', 'secret'] as const) {
      for (const request of requests[room]) {
        await this.#fuzzOne(room, request, pool)
        await this.#ensureOpen()
      }
    }
    await this.#closeSmall()
  }

  /** Half of them grown out of a good payload, for as long as the budget lasts; the rest of any shape. */
  async #fuzzOne(room: Room, request: string, pool: readonly Payload[]): Promise<void> {
    const { count, budgetMs } = this.#plan
    const ids = await this.#ids()
    const tasks = tasksOf(ids)
    let spentMs = 0
    for (let at = 0; at < count; at++) {
      const beganMs = performance.now()
      if (room !== 'main' && this.#contents(room) === null) {
        if (room === 'pick') await this.#openPick()
        else await this.#openSmall(tasks[at % tasks.length])
      }
      const isGrown = at % 2 === 0 && spentMs < budgetMs + GRACE_MS * at
      const payload = isGrown ? hostilePayload(request, ids, at / 2) : (pool[at % pool.length] ?? [])
      const answer = await this.#ask(request, this.#event(this.#contents(room)), payload)
      this.#fuzzed += 1
      if (codeOf(answer) !== 'internal') this.#reached += 1
      // Thousands of windows in a second would keep Chromium busy for minutes: each is there before the next.
      if (request === 'secret-window:open' && codeOf(answer) === 'answered')
        await until('the secret window', () => this.#contents('secret') !== null)
      // The small window goes by itself after some requests: what it does then comes first.
      if (request === 'secret:close' && codeOf(answer) === 'answered')
        await until('the secret window to go', () => this.#contents('secret') === null)
      spentMs += performance.now() - beganMs
    }
    if (room === 'secret') await this.#closeSmall()
  }

  async #askWhileLocked(): Promise<Report['whileLocked']> {
    await this.#ensureOpen()
    const ids = await this.#ids()
    await this.#askOwn('vault:lock')
    const answered: string[] = []
    let asked = 0
    for (const request of this.#plan.requests.main) {
      if (this.#plan.answerWhileLocked.includes(request)) continue
      for (let at = -1; at < 20; at++) {
        asked += 1
        const answer = await this.#ask(
          request,
          this.#event(this.#contents('main')),
          hostilePayload(request, ids, at)
        )
        // Too long a text is refused before anybody looks at the vault.
        if (!['vault-locked', 'internal', 'too-large'].includes(codeOf(answer)))
          answered.push(`${request}: ${codeOf(answer)}`)
      }
    }
    return { asked, answered }
  }
}

/** What the small window is opened for in turn; the vault is there, so nothing of `create`. */
function tasksOf(ids: readonly string[]): readonly unknown[] {
  return [
    'type-account',
    'set-passphrase',
    'new-recovery',
    'make-shares',
    'rotate',
    'confirm-recovery',
    'import-password',
    { kind: 'show-account', id: ids[0] ?? 'x' },
    { kind: 'export', format: 'key-uri', ids: null }
  ]
}

const HANGS = Symbol('hangs')

async function withDeadline(answer: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((resolve) => (timer = setTimeout(() => resolve(HANGS), DEADLINE_MS)))
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

async function until(what: string, isSo: () => boolean): Promise<void> {
  const endMs = performance.now() + DEADLINE_MS
  while (!isSo()) {
    if (performance.now() > endMs) throw new Error(`expected ${what} within ${DEADLINE_MS / 1000} s`)
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error)
}

/** What the control channel calls. */
export async function runInside(electron: StandIn, plan: Plan): Promise<Report> {
  return await new Inside(electron, plan).run()
}

/** The same with handlers of our own that do what none may; gives what wasn't noticed of it. */
export async function runPlanted(electron: StandIn, plan: Plan): Promise<readonly string[]> {
  const handlers = electron.ipcMain.handlers as unknown as Map<string, Handler>
  const refused = { ok: false, failure: { code: 'internal' } }
  const secret = plan.secrets[0] ?? ''
  const planted: Readonly<Record<string, (event: { sender: Contents }) => unknown>> = {
    'planted:secret': () => ({ ok: true, value: new Map([['x', { y: [secret.toUpperCase()] }]]) }),
    'planted:bytes': () => ({ ok: true, value: [...Buffer.from(secret, 'hex')] }),
    'planted:error': () => ({ ...refused, failure: { code: 'bad-field', got: plan.secretTexts[0] } }),
    'planted:push': ({ sender }) => {
      sender.send('planted', secret)
      return refused
    },
    'planted:throws': () => {
      throw new Error('x')
    },
    'planted:no-outcome': () => 'x',
    'planted:no-sentence': () => ({ ok: false, failure: { code: 'nonsense' } }),
    'planted:answers-anybody': () => ({ ok: true })
  }
  for (const [name, handler] of Object.entries(planted)) {
    handlers.set(name, (event) => new Promise((resolve) => resolve(handler(event as { sender: Contents }))))
  }
  const names = Object.keys(planted)
  const requests = { main: names, secret: [], pick: [] }
  const { faults, foreign, whileLocked } = await new Inside(electron, { ...plan, requests }).run()
  for (const name of names) handlers.delete(name)
  const wrong = faults.map(({ request, fault }) => `${request}: ${fault}`)
  const expected = [
    ...['secret', 'bytes', 'error'].map((name) => `planted:${name}: a secret`),
    'planted: a secret',
    'planted:throws: thrown',
    'planted:no-outcome: not an outcome',
    'planted:no-sentence: a failure without a sentence'
  ]
  const isNoticed = (list: readonly string[]): boolean =>
    list.some((line) => line.startsWith('planted:answers-anybody'))
  return [
    ...expected.filter((line) => !wrong.includes(line)),
    ...(isNoticed(foreign.answered) ? [] : ['a handler that answers anybody']),
    ...(isNoticed(whileLocked.answered) ? [] : ['a handler that answers while the vault is locked'])
  ]
}
