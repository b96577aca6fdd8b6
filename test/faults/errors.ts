/**
 * Errors of the disk (issue "nothing lost", 3): each error at each call of a save, before it is done or after. What the
 * caller was told has to be what lies on the disk. Then a disk that is full, and one that was made read-only, for real.
 */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileSystem, FileToWrite } from '../../src/core/vault/file-system.ts'
import { nodeFiles } from '../../src/core/vault/node-files.ts'
import { thisProcess } from '../../src/core/vault/process-identity.ts'
import { VaultError } from '../../src/core/vault/vault-error.ts'
import type { LockSetting } from '../../src/core/vault/vault-lock.ts'
import type { VaultSetting } from '../../src/core/vault/vault-setting.ts'
import { createVault, openVault, type Vault } from '../../src/core/vault/vault.ts'
import { memoryKeychain } from '../fakes/memory-keychain.ts'
import { hotpAccount, newTotp } from './accounts.ts'
import { Findings, type Harness } from './report.ts'

const CODES = ['ENOSPC', 'EIO', 'EACCES', 'EROFS', 'EDQUOT', 'EMFILE', 'EXDEV', 'EPERM', 'ENOENT']

type Setting = VaultSetting & LockSetting
type Fault = { readonly at: number; readonly code: string; readonly when: 'before' | 'after' }
/** A change, and how the disk tells that it is there. */
type Task = { readonly make: (vault: Vault) => Promise<unknown>; readonly isDone: (vault: Vault) => boolean }

const TASKS: readonly Task[] = [
  {
    make: (vault) => vault.nextHotp(hotpIdOf(vault)),
    isDone: (vault) => vault.accounts.some((one) => one.kind === 'hotp' && one.counter === 1)
  },
  {
    make: (vault) => vault.add([newTotp('new')]),
    isDone: (vault) => vault.accounts.some(({ label }) => label === 'new')
  },
  {
    make: (vault) => vault.remove([hotpIdOf(vault)]),
    isDone: (vault) => vault.trash.length === 1
  }
]

export const errors: Harness = {
  name: 'errors',
  full: 500,
  async run(count) {
    const findings = new Findings()
    const real = await tryAll(count, (file) => file)
    findings.figure(
      `${real.points} errors (${CODES.join(', ')}), before and after each call: outcome told = disk in ` +
        `${real.points - real.wrong}; told saved ${real.saved}, not saved ${real.notSaved}, unknown ${real.unknown}`
    )
    findings.expect(real.points >= count, `${count} points`)
    findings.expect(real.wrong === 0, 'outcome told = disk in 100 %')
    const lying = await tryAll(160, (outcome) => (outcome === 'unknown' ? 'not saved' : outcome))
    const careless = await tryAll(160, (outcome) => (outcome === 'not saved' ? 'saved' : outcome))
    findings.planted(
      new Map([
        ['every error told as "not saved"', lying.wrong > 0],
        ['no error told', careless.wrong > 0]
      ])
    )
    await onRealDisks(findings)
    return findings
  }
}

type Outcome = 'saved' | 'not saved' | 'unknown'

async function tryAll(count: number, retold: (outcome: Outcome) => Outcome) {
  const tally = { points: 0, wrong: 0, saved: 0, notSaved: 0, unknown: 0 }
  const process = await thisProcess()
  const folder = mkdtempSync(join(tmpdir(), 'zeroskew-errors-'))
  const path = join(folder, 'vault.zeroskew')
  const setting: Setting = {
    files: nodeFiles,
    keychain: memoryKeychain(),
    randomBytes,
    process,
    deadlineMs: 30
  }
  const { vault } = await createVault(path, setting, { keychain: true, passphrase: null })
  await vault.add([hotpAccount()])
  const original = await nodeFiles.read(path, 2 ** 20)
  const fresh = (): void => {
    rmSync(folder, { recursive: true })
    mkdirSync(folder)
    writeFileSync(path, original ?? '')
  }
  try {
    for (let round = 0; tally.points < count; round++) {
      for (let at = 1, isOver = false; !isOver; at++) {
        fresh()
        const code = CODES[(at + round) % CODES.length] ?? 'EIO'
        const when = (round & 1) === 0 ? 'before' : 'after'
        const task = TASKS[round % TASKS.length]
        const faulty = failing({ at, code, when })
        const open = await openVault(path, setting, { kind: 'keychain' })
        open.lock()
        const writer = await openVault(path, { ...setting, files: faulty.files }, { kind: 'keychain' })
        faulty.arm()
        const outcome = retold(await outcomeOf(task?.make(writer)))
        isOver = !faulty.hasFailed()
        const disk = await openVault(path, setting, { kind: 'keychain' })
        const isDone = task?.isDone(disk) ?? false
        tally.points += isOver ? 0 : 1
        tally.wrong += outcome !== 'unknown' && (outcome === 'saved') !== isDone ? 1 : 0
        tally[outcome === 'not saved' ? 'notSaved' : outcome]++
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return tally
}

async function outcomeOf(task: Promise<unknown> | undefined): Promise<Outcome> {
  try {
    await task
    return 'saved'
  } catch (error) {
    // A reader's failure before anything was written is "not saved", whatever its code.
    const unknown = error instanceof VaultError && error.code === 'unknown-whether-saved'
    return unknown ? 'unknown' : 'not saved'
  }
}

/** Real files, of which one call fails once they are armed. */
function failing(fault: Fault): { files: FileSystem; arm: () => void; hasFailed: () => boolean } {
  let calls = -1
  let failed = false
  const step = async <T>(call: () => Promise<T>): Promise<T> => {
    const isIt = calls >= 0 && ++calls === fault.at
    const error = Object.assign(new Error(`planted ${fault.code}`), { code: fault.code })
    failed ||= isIt
    if (isIt && fault.when === 'before') {
      throw error
    }
    const value = await call()
    if (isIt) {
      throw error
    }
    return value
  }
  const create = async (path: string): Promise<FileToWrite> => {
    let made: FileToWrite | null = null
    try {
      const file = await step(async () => (made = await nodeFiles.create(path)))
      return {
        write: (...parts) => step(() => file.write(...parts)),
        sync: () => step(() => file.sync()),
        mark: () => step(() => file.mark()),
        close: async () => {
          await file.close()
          await step(() => Promise.resolve())
        }
      }
    } catch (error) {
      await (made as FileToWrite | null)?.close()
      throw error
    }
  }
  const files: FileSystem = {
    create,
    read: (...args) => step(() => nodeFiles.read(...args)),
    readStart: (...args) => step(() => nodeFiles.readStart(...args)),
    mark: (...args) => step(() => nodeFiles.mark(...args)),
    link: (...args) => step(() => nodeFiles.link(...args)),
    rename: (...args) => step(() => nodeFiles.rename(...args)),
    remove: (...args) => step(() => nodeFiles.remove(...args)),
    list: (...args) => step(() => nodeFiles.list(...args)),
    makeFolder: (...args) => step(() => nodeFiles.makeFolder(...args)),
    syncFolder: (...args) => step(() => nodeFiles.syncFolder(...args)),
    resolve: (...args) => nodeFiles.resolve(...args),
    restrict: (...args) => step(() => nodeFiles.restrict(...args))
  }
  return { files, arm: () => (calls = 0), hasFailed: () => failed }
}

/** A file system of 128 KiB that fills up, and one that is made read-only in mid-use. Needs the right to mount. */
async function onRealDisks(findings: Findings): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zeroskew-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    findings.figure('tiny tmpfs and read-only remount: not tried, this user may not mount')
    rmSync(folder, { recursive: true })
    return
  }
  try {
    const process = await thisProcess()
    const setting: Setting = {
      files: nodeFiles,
      keychain: memoryKeychain(),
      randomBytes,
      process,
      deadlineMs: 30
    }
    const path = join(folder, 'vault.zeroskew')
    const { vault } = await createVault(path, setting, { keychain: true, passphrase: null })
    await vault.add([hotpAccount()])
    let [acknowledged, told] = [vault.accounts.length, '']
    while (told === '') {
      const label = 'x'.repeat(1000)
      await vault.add([newTotp(label), newTotp(label), newTotp(label)]).then(
        () => (acknowledged = vault.accounts.length),
        (error: unknown) => (told = error instanceof VaultError ? error.code : String(error))
      )
    }
    const full = (await openVault(path, setting, { kind: 'keychain' })).accounts.length
    findings.figure(`disk full after ${acknowledged} accounts: told ${told}, ${full} on the disk`)
    findings.expect(told === 'not-saved' && full === acknowledged, 'a full disk is told, and nothing lost')

    execFileSync('mount', ['-o', 'remount,ro', folder], { stdio: 'ignore' })
    const reader = await openVault(path, setting, { kind: 'keychain' })
    const code = await reader.nextHotp(hotpIdOf(reader)).then(
      () => 'a code was shown',
      (error: unknown) => (error instanceof VaultError ? error.code : String(error))
    )
    findings.figure(`read-only disk: opens with ${reader.accounts.length} accounts, next HOTP code: ${code}`)
    findings.expect(
      reader.accounts.length === full && code === 'not-saved',
      'read-only: opens, and no HOTP code'
    )
  } finally {
    execFileSync('umount', ['-l', folder], { stdio: 'ignore' })
    rmSync(folder, { recursive: true, force: true })
  }
}

function hotpIdOf(vault: Vault): string {
  return vault.accounts.find(({ kind }) => kind === 'hotp')?.id ?? ''
}
