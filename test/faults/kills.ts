/**
 * kill -9 (issue "nothing lost", 2): a process that changes a vault is killed by strace at each system call that touches
 * files, call by call and thread by thread. The vault must open afterwards, hold what was acknowledged, and be saved again.
 */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeFiles } from '../../src/core/vault/node-files.ts'
import { thisProcess } from '../../src/core/vault/process-identity.ts'
import type { VaultSetting } from '../../src/core/vault/vault-setting.ts'
import { createVault, openVault, type Vault } from '../../src/core/vault/vault.ts'
import { hotpAccount, newTotp } from './accounts.ts'
import { fileKeychain } from './file-keychain.ts'
import { Findings, type Harness } from './report.ts'
import { acknowledged, makePlace, startWorker, type Worker } from './worker-process.ts'

const TASKS = ['add', 'edit', 'remove', 'restore', 'hotp', 'recovery', 'passphrase', 'rotate'] as const
/** What a save does with files; `when=` counts each of them for itself, and for each thread. */
const CALLS = [
  'openat',
  'read',
  'pread64',
  'write',
  'writev',
  'close',
  'fsync',
  'link',
  'rename',
  'unlink',
  'getdents64',
  'statx',
  'mkdir'
]
const AT_ONCE = 2

interface Point {
  readonly task: (typeof TASKS)[number]
  readonly call: string
  readonly at: number
}

interface Tally {
  points: number
  torn: number
  lost: number
  stuck: number
}

export const kills: Harness = {
  name: 'kills',
  full: 1000,
  async run(count) {
    const findings = new Findings()
    if (spawnSync('strace', ['-V']).status !== 0) {
      findings.expect(false, 'strace, which is not on this machine')
      return findings
    }
    const place = await preparePlace()
    try {
      const tally = await killAll(place, count, '')
      findings.figure(
        `${tally.points} kills at a system call of ${TASKS.join(', ')}: ${tally.torn} torn, ` +
          `${tally.lost} acknowledged lost, ${tally.stuck} on which the next save fails`
      )
      findings.expect(tally.points >= count, `${count} points`)
      findings.expect(tally.torn + tally.lost + tally.stuck === 0, 'nothing torn or lost')
      const inPlace = await killAll(place, 80, 'write in place')
      const early = await killAll(place, 80, 'acknowledge first')
      findings.planted(
        new Map([
          ['write in place', inPlace.torn > 0],
          ['acknowledged before it was saved', early.lost > 0]
        ])
      )
    } finally {
      place.remove()
    }
    return findings
  }
}

type Place = Awaited<ReturnType<typeof preparePlace>>

async function preparePlace() {
  const place = makePlace()
  const original = join(place.folder, 'original')
  mkdirSync(original)
  const keychain = join(original, 'keychain.json')
  writeFileSync(keychain, '{}')
  const setting: VaultSetting = {
    files: nodeFiles,
    keychain: fileKeychain(keychain),
    randomBytes,
    process: await thisProcess()
  }
  const path = join(original, 'vault.zeroskew')
  const { vault } = await createVault(path, setting, { keychain: true, passphrase: null })
  await vault.add([newTotp('first'), hotpAccount(5), newTotp('second'), newTotp('trashed')])
  await vault.remove([vault.accounts[3]?.id ?? ''])
  const { revision } = vault
  vault.lock()
  return { ...place, original, setting, revision }
}

/** Kills at point after point until there are enough; with a planted bug, until it is caught. */
async function killAll(place: Place, count: number, bug: string): Promise<Tally> {
  const tally: Tally = { points: 0, torn: 0, lost: 0, stuck: 0 }
  const isOver = (): boolean => tally.points >= count || (bug !== '' && tally.torn + tally.lost > 0)
  while (!isOver()) {
    const points = pointsOf(bug)
    const before = tally.points
    // Several at once, each in a folder of its own.
    const runner = async (name: string): Promise<void> => {
      for (let next = points.next(); next.done !== true && !isOver(); next = points.next()) {
        const wasKilled = await killAt(place, name, next.value, bug, tally)
        if (!wasKilled) {
          points.skipRest(next.value)
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, (_, number) => runner(`run-${number}`)))
    if (tally.points === before) {
      break
    }
  }
  return tally
}

/** All points; a call that the task makes fewer times is left when that is seen. */
function pointsOf(bug: string) {
  const done = new Set<string>()
  const calls = bug === '' ? CALLS : bug === 'write in place' ? ['write'] : ['fsync']
  function* all(): Generator<Point> {
    for (let at = 1; at <= 40; at++) {
      for (const call of calls) {
        for (const task of bug === '' ? TASKS : (['add'] as const)) {
          if (!done.has(`${task} ${call}`)) {
            yield { task, call, at }
          }
        }
      }
    }
  }
  const points = all()
  return { next: () => points.next(), skipRest: ({ task, call }: Point) => void done.add(`${task} ${call}`) }
}

async function killAt(place: Place, name: string, point: Point, bug: string, tally: Tally): Promise<boolean> {
  const { task, call, at } = point
  const folder = join(place.folder, name)
  rmSync(folder, { recursive: true, force: true })
  cpSync(place.original, folder, { recursive: true })
  const path = join(folder, 'vault.zeroskew')
  const keychain = join(folder, 'keychain.json')
  const worker = startWorker({ task, path, keychain, bug })
  await worker.ready
  const strace = await attach(worker, call, at)
  worker.go()
  await worker.ended
  await strace.ended
  const wasKilled = worker.child.signalCode === 'SIGKILL'
  if (wasKilled) {
    tally.points++
    const setting = { ...place.setting, keychain: fileKeychain(keychain) }
    await judge({ ...place, setting }, path, task, worker, tally)
  }
  return wasKilled
}

/** Attaches strace to all threads of a worker that is ready, so that only calls of the save are counted. */
async function attach(worker: Worker, call: string, at: number): Promise<{ ended: Promise<unknown> }> {
  const inject = `inject=${call}:signal=KILL:when=${at}`
  const strace = spawn(
    'strace',
    ['-f', '-p', String(worker.child.pid), '-e', `trace=${call}`, '-e', inject],
    {
      stdio: ['ignore', 'ignore', 'pipe']
    }
  )
  const ended = once(strace, 'close')
  const attached = new Promise<void>((resolve) => {
    strace.stderr.on('data', (bytes: Buffer) => {
      if (bytes.includes('attached')) resolve()
    })
  })
  await Promise.race([attached, ended])
  return { ended }
}

async function judge(
  place: Place,
  path: string,
  task: Point['task'],
  worker: Worker,
  tally: Tally
): Promise<void> {
  let vault: Vault
  try {
    vault = await openVault(path, place.setting, { kind: 'keychain' })
  } catch {
    tally.torn++
    return
  }
  const acks = acknowledged(worker.said)
  tally.lost += acks.length > 0 && vault.revision <= place.revision ? 1 : 0
  const shown = vault.accounts.length
  const expected = task === 'add' || task === 'restore' ? [3, 4] : task === 'remove' ? [3, 2] : [3]
  tally.torn += expected.includes(shown) ? 0 : 1
  await vault.add([newTotp('after')]).catch(() => tally.stuck++)
  vault.lock()
}
