/** What the two sides of the IPC promise, asked of ipc.ts, the preload and the protocol with a fake Electron (items 17, 18, 20). */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as AppProtocol from '../../../src/main/app-protocol.ts'
import type * as Ipc from '../../../src/main/ipc/ipc.ts'
import type * as Security from '../../../src/main/security.ts'
import { type Finding, Notes } from './findings.ts'
import { load } from './load.ts'
import { headerFaults, hostileAddresses, SECURITY } from './settings-check.ts'
import type { Texts } from './texts.ts'

const IPC = 'src/main/ipc/ipc.ts'
const PRELOAD = 'src/preload/index.ts'
const PROTOCOL = 'src/main/app-protocol.ts'

/** What an unforeseen error might carry. */
const IN_AN_ERROR = 'otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ'

interface FakeFrame {
  readonly url: string
  readonly parent: FakeFrame | null
}

interface FakeEvent {
  readonly sender: { readonly id: number; readonly mainFrame: FakeFrame }
  readonly senderFrame: FakeFrame | null
}

type IpcHandler = (event: FakeEvent, ...args: readonly unknown[]) => Promise<unknown>

export async function checkIpc(texts: Texts): Promise<readonly Finding[]> {
  const handlers = new Map<string, IpcHandler>()
  const ipcMain = { handle: (name: string, handler: IpcHandler) => void handlers.set(name, handler) }
  const ipc = await load<typeof Ipc>(texts, IPC, { ipcMain })
  const security = await load<typeof Security>(texts, SECURITY)
  const notes = new Notes(IPC)
  const calls: string[] = []
  const requests = {
    ask: (argument: string) => `${calls.push(argument)}`,
    fail: () => {
      throw new Error(IN_AN_ERROR)
    }
  }
  const checks = {
    ask: (args: readonly unknown[]) => args[0] === 'good' && args.length === 1,
    fail: () => true
  }
  const own = security.pageOf('main')
  ipc.answer<{ ask: (argument: string) => string; fail: () => never }>(
    'main',
    () => ({ id: 7 }) as ReturnType<Parameters<typeof Ipc.answer>[1]>,
    requests,
    checks
  )
  notes.expect(
    [...handlers.keys()].sort().join() === 'ask,fail',
    'sender',
    'expected one listener for each request'
  )
  const ask = async (name: 'ask' | 'fail', event: FakeEvent, ...args: unknown[]): Promise<unknown> => {
    try {
      return await handlers.get(name)?.(event, ...args)
    } catch (error) {
      return { thrown: String(error) }
    }
  }
  const from = (url: string, id = 7): FakeEvent => {
    const mainFrame = { url, parent: null }
    return { sender: { id, mainFrame }, senderFrame: mainFrame }
  }
  const subFrame = { ...from(own), senderFrame: { url: own, parent: { url: own, parent: null } } }
  const strangers: readonly FakeEvent[] = [
    from(own, 8),
    subFrame,
    { ...from(own), senderFrame: null },
    ...hostileAddresses(own).map((url) => from(url)),
    from(security.pageOf('secret'))
  ]
  for (const event of strangers) {
    const answer = await ask('ask', event, 'good')
    const isRefused = calls.length === 0 && isFailure(answer)
    notes.expect(isRefused, 'sender', `a request from ${event.senderFrame?.url ?? 'no frame'} is answered`)
    calls.length = 0
  }
  for (const args of [[], ['bad'], ['good', 'more'], [{}]]) {
    const answer = await ask('ask', from(own), ...args)
    notes.expect(
      calls.length === 0 && isFailure(answer),
      'arguments',
      `${args.length} bad arguments are taken`
    )
    calls.length = 0
  }
  await ask('ask', from(own), 'good')
  notes.expect(calls.length === 1, 'sender', 'our own page isn’t answered')
  const failure = await ask('fail', from(own))
  notes.expect(
    isFailure(failure) && !JSON.stringify(failure).includes(IN_AN_ERROR),
    'errors',
    'an unforeseen error passes on its text'
  )
  return [...notes.findings, ...(await checkPreload(texts)), ...(await checkProtocol(texts, own))]
}

function isFailure(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false
}

/** The names that the page gets. */
const API = ['onPush', 'pathOf', 'request', 'requestPick', 'requestSecret']

async function checkPreload(texts: Texts): Promise<readonly Finding[]> {
  const notes = new Notes(PRELOAD)
  const exposed = new Map<string, Record<string, (...args: unknown[]) => unknown>>()
  const invoked: unknown[][] = []
  const heard: ((...args: unknown[]) => void)[] = []
  const raw = { isRaw: true }
  await load(texts, PRELOAD, {
    contextBridge: {
      exposeInMainWorld: (name: string, api: Record<string, (...args: unknown[]) => unknown>) =>
        void exposed.set(name, api)
    },
    ipcRenderer: {
      ...raw,
      invoke: (...args: unknown[]) => Promise.resolve(invoked.push(args)),
      on: (_name: string, listener: (...args: unknown[]) => void) => void heard.push(listener),
      off: () => undefined
    },
    webUtils: { getPathForFile: () => '/path' }
  })
  const api = exposed.get('api') ?? {}
  notes.expect([...exposed.keys()].join() === 'api', 'preload', `exposes ${[...exposed.keys()].join()}`)
  notes.expect(
    Object.keys(api).sort().join() === API.join(),
    'preload',
    `the api is ${Object.keys(api).sort().join()}`
  )
  for (const [name, member] of Object.entries(api)) {
    notes.expect(typeof member === 'function', 'preload', `${name} is no function`)
  }
  await api.request?.('vault:state', 1)
  notes.expect(
    JSON.stringify(invoked) === '[["vault:state",1]]',
    'preload',
    'a request isn’t passed on as it is'
  )
  const given: unknown[][] = []
  api.onPush?.('vault:changed', (...args: unknown[]) => void given.push(args))
  // Electron's event holds the sender, with which a page could do anything that the preload can.
  heard[0]?.({ sender: raw }, { kind: 'locked' })
  notes.expect(
    JSON.stringify(given) === '[[{"kind":"locked"}]]',
    'preload',
    'a push passes on more than its payload'
  )
  return notes.findings
}

/** Paths that lead out of the folder, or would, were they resolved. */
const HOSTILE_PATHS = [
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/..\\secret.txt',
  '/..%5csecret.txt',
  '/assets/../../secret.txt',
  '/assets/%2e%2e/%2e%2e/secret.txt',
  '//etc/passwd',
  '/etc/passwd',
  '/C:/Windows/win.ini',
  '/index.html%00.png',
  '/index.html/',
  '/INDEX.HTML',
  '/.env',
  '/__proto__',
  '/constructor',
  '/'
]

async function checkProtocol(texts: Texts, own: string): Promise<readonly Finding[]> {
  const { serveFolder } = await load<typeof AppProtocol>(texts, PROTOCOL)
  const notes = new Notes(PROTOCOL)
  const outside = mkdtempSync(join(tmpdir(), 'zeroskew-protocol-'))
  try {
    const folder = join(outside, 'renderer')
    mkdirSync(join(folder, 'assets'), { recursive: true })
    writeFileSync(join(outside, 'secret.txt'), 'outside')
    writeFileSync(join(folder, 'index.html'), '<!doctype html>')
    writeFileSync(join(folder, '.env'), 'outside')
    const serve = serveFolder(folder)
    const { host } = new URL(own)
    const requests = [
      ...HOSTILE_PATHS.map((path) => ({ url: `app://${host}${path}`, method: 'GET' })),
      ...['POST', 'PUT', 'DELETE'].map((method) => ({ url: own, method })),
      ...['evil', `${host}.evil`, ''].map((other) => ({ url: `app://${other}/index.html`, method: 'GET' }))
    ]
    for (const request of requests) {
      const answer = answerOf(serve, request)
      const said = `${request.method} ${request.url} is answered by ${answer?.status ?? 'an error'}`
      notes.expect(answer?.status === 404, 'protocol', said)
      if (answer !== null) checkAnswer(answer, notes)
    }
    const page = answerOf(serve, { url: own, method: 'GET' })
    notes.expect(page?.status === 200, 'protocol', 'our own page isn’t served')
    if (page !== null) checkAnswer(page, notes)
  } finally {
    rmSync(outside, { recursive: true, force: true, maxRetries: 20 })
  }
  return notes.findings
}

/** Null where it threw. */
function answerOf(serve: (request: Request) => Response, request: object): Response | null {
  try {
    return serve(request as unknown as Request)
  } catch {
    return null
  }
}

function checkAnswer(answer: Response, notes: Notes): void {
  const faults = headerFaults((name) => answer.headers.get(name))
  notes.expect(faults.length === 0, 'csp', `an answer of ${answer.status}: ${faults.join(', ')}`)
}
