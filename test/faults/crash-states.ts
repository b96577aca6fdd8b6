/**
 * Power cuts (issue "nothing lost", 1): the real saver writes to a model of a disk; after every step, every combination
 * of what may be lost is looked at. In each there must be a vault that opens and holds every acknowledged save.
 */
import { randomBytes } from 'node:crypto'
import { createVault, openVault, type Vault } from '../../src/core/vault/vault.ts'
import { thisProcess, type ThisProcess } from '../../src/core/vault/process-identity.ts'
import type { LockSetting } from '../../src/core/vault/vault-lock.ts'
import type { VaultSetting } from '../../src/core/vault/vault-setting.ts'
import { memoryKeychain } from '../fakes/memory-keychain.ts'
import { seeded } from '../seeded.ts'
import { hotpAccount, newTotp } from './accounts.ts'
import {
  afterCrash,
  countPending,
  hasUnsynced,
  ModelFiles,
  type Crash,
  type Mutation
} from './model-files.ts'
import { Findings, type Harness } from './report.ts'

const PATH = '/data/vault.zeroskew'
const MUTATIONS: readonly Mutation[] = [
  'no file fsync',
  'no folder fsync',
  'backup by rename',
  'delete, then rename',
  'write in place'
]
/** Combinations looked at after one step: all of them where there are no more, else none, all and drawn ones. */
const COMBINATIONS = { least: 4, most: 64 } as const
/** A mutated saver has to be caught within so many states. */
const STATES_TO_CATCH = 8000

interface Tally {
  states: number
  /** States in which no vault opens. */
  unreadable: number
  /** States in which an acknowledged save is gone. */
  lost: number
  /** States on which the next save doesn't go through. */
  stuck: number
}

export const crashStates: Harness = {
  name: 'crash-states',
  full: 100_000,
  async run(count) {
    const findings = new Findings()
    const tally = await lookAt(count, null)
    findings.figure(
      `${tally.states} crash states of the real saver: ${tally.unreadable} without a vault that opens, ` +
        `${tally.lost} with an acknowledged save lost, ${tally.stuck} on which the next save fails`
    )
    findings.expect(tally.states >= count, `${count} crash states`)
    findings.expect(tally.unreadable + tally.lost + tally.stuck === 0, 'every state good')
    const caught = new Map<string, boolean>()
    for (const mutation of MUTATIONS) {
      const { unreadable, lost } = await lookAt(STATES_TO_CATCH, mutation)
      caught.set(mutation, unreadable + lost > 0)
    }
    findings.planted(caught)
    return findings
  }
}

/** Saves until so many states have been looked at. */
async function lookAt(count: number, mutation: Mutation | null): Promise<Tally> {
  const tally: Tally = { states: 0, unreadable: 0, lost: 0, stuck: 0 }
  const random = seeded(count)
  const process = await thisProcess()
  const keychain = memoryKeychain()
  const today = { name: 'day 0' }
  const settingOf = (files: ModelFiles, self: ThisProcess = process): VaultSetting & LockSetting => ({
    files,
    keychain,
    randomBytes,
    process: self,
    today: () => today.name,
    deadlineMs: 20
  })
  const combinations = Math.min(Math.max(Math.ceil(count / 1000), COMBINATIONS.least), COMBINATIONS.most)
  const isOver = (): boolean =>
    tally.states >= count || (mutation !== null && tally.unreadable + tally.lost > 0)
  while (!isOver()) {
    const files = new ModelFiles(new Map(), mutation)
    const { vault } = await createVault(PATH, settingOf(files), { keychain: true, passphrase: null })
    const crashes: { readonly files: ReadonlyMap<string, Buffer>; readonly least: number }[] = []
    let acknowledged = vault.revision
    files.onStep = () => {
      for (const crash of crashesOf(files, combinations, random)) {
        crashes.push({ files: afterCrash(files.state, crash), least: acknowledged })
      }
    }
    for (const change of changesOf(vault)) {
      await change()
      acknowledged = vault.revision
      today.name = `day ${Math.floor(random() * 40)}`
      for (const crash of crashes.splice(0)) {
        if (!isOver()) {
          await judge(crash, tally, settingOf)
        }
      }
      if (isOver()) {
        break
      }
    }
  }
  return tally
}

async function judge(
  { files, least }: { readonly files: ReadonlyMap<string, Buffer>; readonly least: number },
  tally: Tally,
  settingOf: (files: ModelFiles, self?: ThisProcess) => VaultSetting
): Promise<void> {
  const number = tally.states++
  const disk = new ModelFiles(files)
  const next = restarted(settingOf(disk).process)
  const vault = await openVault(PATH, settingOf(disk, next), { kind: 'keychain' }).catch(() => null)
  if (vault === null) {
    tally.unreadable++
    return
  }
  tally.lost += vault.revision < least ? 1 : 0
  // What lies about after a crash (locks, half a new file) must not be in the way of the next save.
  if (number % 50 === 0) {
    await vault.add([newTotp('after')]).catch(() => tally.stuck++)
  }
  vault.lock()
}

/** The same machine, started again: other processes' locks are those of the dead. */
function restarted(self: ThisProcess): ThisProcess {
  return { ...self, bootId: `${self.bootId} again` }
}

function changesOf(vault: Vault): readonly (() => Promise<unknown>)[] {
  const ids: string[] = []
  let hotpId = ''
  return [
    async () => ids.push(...(await vault.add([newTotp('a'), newTotp('b')])).added.map(({ id }) => id)),
    async () => (hotpId = (await vault.add([hotpAccount()])).added[0]?.id ?? ''),
    () => vault.edit([ids[0] ?? ''], { label: 'edited' }),
    () => vault.nextHotp(hotpId),
    () => vault.remove([ids[1] ?? '']),
    () => vault.restore([ids[1] ?? '']),
    () => vault.keys.newRecoveryCode(),
    () => vault.nextHotp(hotpId)
  ]
}

/** Combinations of pending names times what may be left of unsynced bytes. */
function crashesOf(files: ModelFiles, most: number, random: () => number): readonly Crash[] {
  const pending = countPending(files.state)
  const drawn = Array.from({ length: most }, (_, number) =>
    Array.from({ length: pending }, () => (number < 2 ? number === 1 : random() < 0.5))
  )
  const all = Array.from({ length: Math.min(2 ** pending, most) }, (_, mask) =>
    Array.from({ length: pending }, (_, index) => ((mask >> index) & 1) === 1)
  )
  const bytes = hasUnsynced(files.state) ? (['none', 'half', 'all', 'zeros'] as const) : (['all'] as const)
  return (2 ** pending <= most ? all : drawn).flatMap((kept) =>
    bytes.map((left) => ({ names: (index: number) => kept[index] === true, bytes: left }))
  )
}
