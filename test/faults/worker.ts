/**
 * A process of its own that works on a vault, for the harnesses that kill it or let several of them save at once:
 * `worker.ts TASK VAULT KEYCHAIN [TIMES] [BUG]`. It says `ready`, waits for a line, works, and acknowledges by lines.
 */
import { randomBytes } from 'node:crypto'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { FileSystem } from '../../src/core/vault/file-system.ts'
import { nodeFiles } from '../../src/core/vault/node-files.ts'
import { isGone, thisProcess, type ProcessIdentity } from '../../src/core/vault/process-identity.ts'
import { withLock, type LockSetting } from '../../src/core/vault/vault-lock.ts'
import type { VaultSetting } from '../../src/core/vault/vault-setting.ts'
import { openVault, type Vault } from '../../src/core/vault/vault.ts'
import { newTotp } from './accounts.ts'
import { fileKeychain } from './file-keychain.ts'

const [task = '', path = '', keychainPath = '', times = '1', bug = ''] = process.argv.slice(2)
const self = await thisProcess()
const setting: VaultSetting & LockSetting = {
  files: filesOf(bug),
  keychain: fileKeychain(keychainPath),
  randomBytes,
  process: self,
  deadlineMs: 60_000
}

// At once and whole: a line that was written is out of this process, whatever happens to it next.
const say = (line: string): void => void writeSync(1, `${line}\n`)
const lines = createInterface(process.stdin)[Symbol.asyncIterator]()

if (task === 'break-lock') {
  say('ready')
  for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
    await holdAlone()
    say('done')
  }
} else {
  const vault = await openVault(path, setting, { kind: 'keychain' })
  say('ready')
  await lines.next()
  for (let time = 0; time < Number(times); time++) {
    if (bug === 'acknowledge first') {
      say('ack early')
    }
    say(`ack ${await work(vault, time)}`)
  }
}
process.exit(0)

/** Does the task once; gives what the harness looks for on the disk. */
async function work(vault: Vault, time: number): Promise<string> {
  const [first] = vault.accounts
  const id = first?.id ?? ''
  switch (task) {
    case 'add':
      return (await vault.add([newTotp(`${process.pid} ${time}`)])).added[0]?.id ?? ''
    case 'edit':
      await vault.edit([id], { label: 'edited' })
      return 'edited'
    case 'remove':
      await vault.remove([id])
      return id
    case 'hotp': {
      const hotpId = vault.accounts.find(({ kind }) => kind === 'hotp')?.id ?? ''
      return String((await vault.nextHotp(hotpId)).counter)
    }
    case 'restore': {
      const trashedId = vault.trash[0]?.account.id ?? ''
      await vault.restore([trashedId])
      return trashedId
    }
    case 'rotate':
      return (await vault.keys.rotate(null)).recoveryCode
    case 'recovery':
      return await vault.keys.newRecoveryCode()
    case 'passphrase':
      await vault.keys.setPassphrase(Buffer.from('killed in between'))
      return 'passphrase'
    default:
      throw new Error(`expected a task, got ${task}`)
  }
}

/** The planted bugs of savers, each a change of what one call does. */
function filesOf(planted: string): FileSystem {
  const own = (name: string): string => (name.endsWith('.lock') ? `${name}-${process.pid}` : name)
  switch (planted) {
    case 'write in place':
      return {
        ...nodeFiles,
        rename: async (from, to) => {
          const bytes = await nodeFiles.read(from, 2 ** 25)
          await writeFile(to, bytes ?? '')
          await nodeFiles.remove(from)
        }
      }
    case 'no lock':
      return {
        ...nodeFiles,
        link: (existing, name) => nodeFiles.link(existing, own(name)),
        read: (name, most) => nodeFiles.read(own(name), most),
        remove: (name) => nodeFiles.remove(own(name))
      }
    case 'reveal first':
      // Nothing reaches the disk until much later.
      return { ...nodeFiles, rename: () => Promise.resolve() }
    default:
      return nodeFiles
  }
}

/** Takes the lock, and notices whether somebody else has it too. */
async function holdAlone(): Promise<void> {
  const alone = (): Promise<void> => {
    try {
      closeSync(openSync(`${path}.held`, 'wx'))
    } catch {
      say('not alone')
      return Promise.resolve()
    }
    return new Promise((resolve) =>
      setImmediate(() => {
        rmSync(`${path}.held`, { force: true })
        resolve()
      })
    )
  }
  await (bug === 'break without claim' ? withCarelessLock(alone) : withLock(path, setting, alone))
}

/** The planted bug of lock breakers: looks whether the owner is gone, then removes whatever is there by now. */
async function withCarelessLock(held: () => Promise<void>): Promise<void> {
  const mine = `${path}.mine-${process.pid}`
  await nodeFiles.remove(mine)
  await writeFile(mine, JSON.stringify(self))
  for (;;) {
    try {
      await nodeFiles.link(mine, path)
      break
    } catch {
      const bytes = await nodeFiles.read(path, 4096)
      const owner = bytes === null ? null : (JSON.parse(bytes.toString()) as ProcessIdentity)
      if (owner !== null && (await isGone(owner, self))) {
        await nodeFiles.remove(path)
      }
    }
  }
  await held()
  await nodeFiles.remove(path)
}
