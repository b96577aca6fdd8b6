/**
 * Two words that another program may say to the running app: `show` and `pick`. For desktops where an app can't take a
 * global shortcut (Wayland): the user binds `zeroskew pick` to a key, and it arrives here.
 */
import { createHash } from 'node:crypto'
import { chmod, lstat, mkdir, rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { dirname, join } from 'node:path'

export const COMMAND_WORDS = ['show', 'pick'] as const

export type CommandWord = (typeof COMMAND_WORDS)[number]

/** The longest word, its line end included; a caller that says more is hung up on. */
const LONGEST = 8
const PATIENCE_MS = 2000
/** sun_path holds 108 bytes on Linux and 104 on macOS, the end included. */
const LONGEST_PATH = 103

export interface SocketPlace {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  /** The data folder: each has an app of its own, and so a socket. */
  readonly folder: string
  /** The system's folder for temporary files. */
  readonly temporary: string
}

/** Where the app listens: a socket that this user alone can open, or a pipe on Windows. */
export function commandSocketPath({ platform, env, folder, temporary }: SocketPlace): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  if (platform === 'win32') return `\\\\.\\pipe\\zeroskew-${name}`
  const runtime = env.XDG_RUNTIME_DIR
  const path = join(
    runtime !== undefined && runtime.startsWith('/') ? join(runtime, 'zeroskew') : join(folder, 'run'),
    `${name}.sock`
  )
  return Buffer.byteLength(path) <= LONGEST_PATH ? path : join(temporary, `zeroskew-${name}`, 'app.sock')
}

/**
 * Listens for the two words; everything else is answered `no` and hung up on. Gives a function that ends it, or null
 * where it can't listen: then there is no such way in, and nothing else is missing.
 * @param onWord - called for each word that came whole
 */
export async function serveCommands(
  path: string,
  onWord: (word: CommandWord) => void
): Promise<(() => Promise<void>) | null> {
  try {
    if (!path.startsWith('\\\\')) await clearTheWay(path)
    const server = createServer((socket) => listenTo(socket, onWord))
    server.maxConnections = 8
    await listening(server, path)
    if (!path.startsWith('\\\\')) await chmod(path, 0o600)
    return () => new Promise((resolve) => server.close(() => resolve()))
  } catch {
    return null
  }
}

/**
 * Says a word to the app. `nobody`: no app runs on this data folder; `refused`: whoever listens there doesn't know the word.
 */
export function sendCommand(path: string, word: CommandWord): Promise<'done' | 'nobody' | 'refused'> {
  return new Promise((resolve) => {
    const socket = connect(path)
    let answer = ''
    socket.setTimeout(PATIENCE_MS, () => socket.destroy())
    socket.once('connect', () => socket.write(`${word}\n`))
    socket.on('data', (data) => {
      answer += data.toString('latin1')
      if (answer.length > LONGEST) socket.destroy()
    })
    socket.once('error', () => resolve('nobody'))
    socket.once('close', () => resolve(answer === 'ok\n' ? 'done' : 'refused'))
  })
}

function listenTo(socket: Socket, onWord: (word: CommandWord) => void): void {
  let said = ''
  const answer = (text: string): void => void socket.end(text)
  socket.setTimeout(PATIENCE_MS, () => socket.destroy())
  socket.on('error', () => socket.destroy())
  socket.on('data', (data) => {
    said += data.toString('latin1')
    if (said.length > LONGEST) {
      socket.removeAllListeners('data')
      answer('no\n')
      return
    }
    if (!said.endsWith('\n')) return
    const word = COMMAND_WORDS.find((each) => `${each}\n` === said)
    answer(word === undefined ? 'no\n' : 'ok\n')
    if (word !== undefined) onWord(word)
  })
}

/** Makes the folder for this user alone, and takes away the socket of an app that crashed. */
async function clearTheWay(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const folder = await lstat(dirname(path))
  const isOurs = folder.isDirectory() && (process.getuid === undefined || folder.uid === process.getuid())
  if (!isOurs) throw new Error('expected a folder of this user for the socket, got somebody else’s')
  await chmod(dirname(path), 0o700)
  // The single-instance lock is held by now: whoever listened here before is gone.
  const former = await lstat(path).catch(() => null)
  if (former?.isSocket() === true) await rm(path)
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
}
