/**
 * An open vault file: what was loaded, the key that opens it, and the one way to change it, which is read – merge – write
 * under the lock. It knows nothing of accounts but that their bytes are wiped in the end.
 */
import type { Contents } from './contents.ts'
import { withPayload } from './contents.ts'
import { parseVaultFile } from './format.ts'
import { merge, type Conflict } from './merge.ts'
import { load, type Loaded } from './opening.ts'
import { usedOn } from './payload.ts'
import { wipe } from './secret-bytes.ts'
import { VaultError } from './vault-error.ts'
import type { SaveOutcome, VaultStorage } from './vault-file.ts'
import { authenticate, contentsIn, sealVault } from './vault-image.ts'
import type { VaultSetting } from './vault-setting.ts'

/**
 * A change of the contents. `seen`: made on what the user saw, and merged with what another process saved meanwhile.
 * `latest`: made on what lies on the disk, for changes that must not be made twice.
 */
export interface Change {
  readonly on: 'seen' | 'latest'
  readonly make: (contents: Contents) => Contents
}

export interface Saved {
  readonly outcome: SaveOutcome
  readonly conflicts: readonly Conflict[]
  /** `reloaded`: there was nothing to write, and something to take in; `same`: neither. */
  readonly kind: 'saved' | 'reloaded' | 'same'
}

/** Beyond this many buffers with secrets, everything is gathered on one. */
const MANY_BUFFERS = 32

export class Session {
  readonly #storage: VaultStorage
  readonly #setting: VaultSetting
  readonly #masterKey: Buffer
  /** Every buffer that holds account secrets: wiped when it is left behind, or when the vault is locked. */
  readonly #plaintexts = new Set<Buffer>()
  #loaded: Loaded | null
  #turn: Promise<unknown> = Promise.resolve()

  /** Takes over the master key and what was loaded. */
  constructor(storage: VaultStorage, setting: VaultSetting, loaded: Loaded, masterKey: Buffer) {
    this.#storage = storage
    this.#setting = setting
    this.#loaded = loaded
    this.#masterKey = masterKey
    this.#plaintexts.add(loaded.payload)
  }

  /**
   * @throws {@link VaultError} `locked`
   */
  get loaded(): Loaded {
    return this.#checkOpen()
  }

  get contents(): Contents {
    return this.loaded.contents
  }

  /** Not to be kept: it is wiped by {@link Session.lock}. */
  get masterKey(): Buffer {
    this.#checkOpen()
    return this.#masterKey
  }

  /** Takes over bytes that contents refer to. */
  own(secrets: readonly Buffer[]): void {
    for (const secret of secrets) {
      this.#plaintexts.add(secret)
    }
  }

  /**
   * Makes a change and saves it; changes wait for one another.
   * @throws {@link VaultError} `locked`, `lock-held`, `not-saved`, `unknown-whether-saved`, `too-large`, `damaged`,
   * `newer-version`, and what the change throws; nothing is changed then
   */
  async save(change: Change): Promise<Saved> {
    return await this.#inTurn(() =>
      this.#storage.exclusively(async () => {
        const file = await this.#storage.read()
        const seen = this.loaded
        // A file that was taken away is written again: what is in memory may be all that is left of it.
        const disk = file === null ? seen : this.#read(file)
        const ours = change.on === 'seen' ? change.make(seen.contents) : seen.contents
        const { contents, conflicts } = merge(seen.contents, disk.contents, ours, this.#setting.randomBytes)
        const next = change.on === 'latest' ? change.make(contents) : contents
        if (next === disk.contents) {
          this.#adopt(disk)
          return { outcome: 'saved', conflicts, kind: disk === seen ? 'same' : 'reloaded' }
        }
        return { outcome: await this.#write(next, disk), conflicts, kind: 'saved' }
      })
    )
  }

  /** Takes in what another process saved; says whether there was anything. What is in memory stays where it fails. */
  async reload(): Promise<boolean> {
    return await this.#inTurn(async () => {
      const file = await this.#storage.read()
      if (file === null) {
        throw new VaultError('missing', 'expected the vault file, it is gone')
      }
      const seen = this.loaded
      this.#adopt(this.#read(file))
      return this.loaded !== seen
    })
  }

  /** Forgets everything; says whether there was anything. A save under way is finished, or was not begun. */
  lock(): boolean {
    if (this.#loaded === null) {
      return false
    }
    this.#loaded = null
    wipe(this.#masterKey, ...this.#plaintexts)
    this.#plaintexts.clear()
    return true
  }

  async #write(next: Contents, disk: Loaded): Promise<SaveOutcome> {
    const { randomBytes, today } = this.#setting
    const use = usedOn(next.payload.use, today?.() ?? null)
    const contents = withPayload(next, { use })
    const saveId = randomBytes(16)
    const stamp = { revision: disk.revision + 1, saveId, parentSaveId: disk.saveId }
    const { file, payload } = sealVault(contents, stamp, this.masterKey, randomBytes)
    const seen = this.#loaded
    try {
      const outcome = await this.#storage.write(file)
      // Locked meanwhile: saved all the same, and nothing to remember it by.
      if (this.#loaded !== null) {
        if (disk === seen && this.#plaintexts.size < MANY_BUFFERS) {
          this.#adopt({ contents, ...stamp, payload: disk.payload })
        } else {
          const gathered = contentsIn(parseVaultFile(file), payload)
          this.#adopt({ contents: gathered, ...stamp, payload })
        }
      }
      return outcome
    } finally {
      if (this.#loaded?.payload !== payload) {
        wipe(payload)
      }
    }
  }

  /** What lies on the disk: always authenticated, decoded only where it isn't what we have. */
  #read(file: Buffer): Loaded {
    const parts = parseVaultFile(file)
    if (parts.header.saveId.equals(this.loaded.saveId)) {
      wipe(authenticate(parts, this.masterKey))
      return this.loaded
    }
    const disk = load(parts, this.masterKey)
    this.#plaintexts.add(disk.payload)
    return disk
  }

  #adopt(loaded: Loaded): void {
    const isElsewhere = loaded.payload !== this.#loaded?.payload
    this.#loaded = loaded
    if (!isElsewhere) {
      return
    }
    for (const plaintext of this.#plaintexts) {
      if (plaintext !== loaded.payload) {
        wipe(plaintext)
      }
    }
    this.#plaintexts.clear()
    this.#plaintexts.add(loaded.payload)
  }

  #checkOpen(): Loaded {
    if (this.#loaded === null) {
      throw new VaultError('locked', 'expected an open vault, it is locked')
    }
    return this.#loaded
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(() => {
      this.#checkOpen()
      return work()
    })
    this.#turn = turn.catch(() => undefined)
    return turn
  }
}
