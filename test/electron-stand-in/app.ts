/** Electron's `app`: life cycle, paths, command line, single instance. */
import { EventEmitter } from 'node:events'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { addSwitch, closeBrowser, setProfile } from './browser.ts'
import { preventable } from './event.ts'
import { SingleInstanceLock } from './single-instance.ts'
import { appPath, packageFile, systemLanguage } from './settings.ts'

type PathName = Parameters<Electron.App['getPath']>[0] | 'cache'

class CommandLine implements Pick<
  Electron.CommandLine,
  'appendSwitch' | 'appendArgument' | 'hasSwitch' | 'getSwitchValue'
> {
  readonly #added = new Map<string, string>()

  appendSwitch(name: string, value?: string): void {
    this.#added.set(name, value ?? '')
    addSwitch(value === undefined ? `--${name}` : `--${name}=${value}`)
  }

  appendArgument(value: string): void {
    addSwitch(value)
  }

  hasSwitch(name: string): boolean {
    return (
      this.#added.has(name) || process.argv.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`))
    )
  }

  getSwitchValue(name: string): string {
    const given = process.argv.find((arg) => arg.startsWith(`--${name}=`))
    return this.#added.get(name) ?? given?.slice(name.length + 3) ?? ''
  }
}

export class App
  extends EventEmitter
  implements
    Pick<
      Electron.App,
      | 'whenReady'
      | 'isReady'
      | 'quit'
      | 'exit'
      | 'getName'
      | 'setName'
      | 'getVersion'
      | 'getAppPath'
      | 'getPath'
      | 'setPath'
      | 'getLocale'
      | 'getSystemLocale'
      | 'getPreferredSystemLanguages'
      | 'requestSingleInstanceLock'
      | 'hasSingleInstanceLock'
      | 'releaseSingleInstanceLock'
      | 'enableSandbox'
      | 'disableHardwareAcceleration'
      | 'setAsDefaultProtocolClient'
      | 'setAppUserModelId'
      | 'isPackaged'
      | 'name'
    >
{
  readonly commandLine = new CommandLine()
  readonly isPackaged = false
  readonly dock = undefined
  name = packageFile.productName ?? packageFile.name ?? 'Electron'
  readonly #paths = new Map<string, string>()
  readonly #ready: Promise<void>
  readonly #lock = new SingleInstanceLock((argv, folder, data) =>
    this.emit('second-instance', {}, argv, folder, data)
  )
  #isReady = false
  #closeWindows: () => boolean = () => true
  #isQuitting = false

  constructor() {
    super()
    this.#ready = new Promise((resolve) => {
      // After the whole main script ran, as Electron's 'ready' does.
      setImmediate(() => {
        this.#isReady = true
        this.emit('will-finish-launching')
        this.emit('ready', {}, {})
        resolve()
      })
    })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.quit())
  }

  whenReady(): Promise<void> {
    return this.#ready
  }

  isReady(): boolean {
    return this.#isReady
  }

  quit(): void {
    if (this.#isQuitting) return
    const event = preventable({})
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.#isQuitting = true
    if (this.#closeWindows()) void this.#end(0)
    else this.#isQuitting = false
  }

  /** Told by the windows how to close them all; `false` when one refused, which ends the quitting. */
  setWindowCloser(closeWindows: () => boolean): void {
    this.#closeWindows = closeWindows
  }

  exit(code = 0): void {
    this.#isQuitting = true
    void this.#end(code)
  }

  async #end(exitCode: number): Promise<void> {
    const event = preventable({})
    this.emit('will-quit', event)
    if (event.defaultPrevented) {
      this.#isQuitting = false
      return
    }
    this.emit('quit', {}, exitCode)
    this.#lock.release()
    await closeBrowser()
    process.exit(exitCode)
  }

  /** Told by the windows when one of them closed. */
  allClosed(openWindows: number): void {
    if (openWindows > 0 || this.#isQuitting) return
    if (this.listenerCount('window-all-closed') === 0) this.quit()
    else this.emit('window-all-closed')
  }

  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    return this.#lock.request(this.getPath('userData'), additionalData)
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock.isHeld
  }

  releaseSingleInstanceLock(): void {
    this.#lock.release()
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
    if (name === 'userData' || name === 'sessionData') setProfile(path)
  }

  getPath(name: PathName): string {
    const set = this.#paths.get(name)
    if (set !== undefined) return set
    switch (name) {
      case 'home':
        return homedir()
      case 'temp':
        return tmpdir()
      case 'appData':
        return process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config')
      case 'userData':
      case 'sessionData':
        return this.commandLine.getSwitchValue('user-data-dir') || join(this.getPath('appData'), this.name)
      case 'exe':
        return process.execPath
      case 'logs':
      case 'crashDumps':
        return join(this.getPath('userData'), name === 'logs' ? 'logs' : 'Crashpad')
      case 'desktop':
      case 'documents':
      case 'downloads':
      case 'music':
      case 'pictures':
      case 'videos':
        return join(homedir(), `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`)
      default:
        throw new Error(`Failed to get '${name}' path`)
    }
  }

  getName(): string {
    return this.name
  }

  setName(name: string): void {
    this.name = name
  }

  getVersion(): string {
    return packageFile.version ?? '0.0.0'
  }

  getAppPath(): string {
    return appPath
  }

  getLocale(): string {
    return this.getSystemLocale()
  }

  getSystemLocale(): string {
    return systemLanguage()
  }

  getPreferredSystemLanguages(): string[] {
    return [this.getSystemLocale()]
  }

  // What only the real thing does.
  enableSandbox(): void {}
  disableHardwareAcceleration(): void {}
  setAppUserModelId(): void {}
  setAsDefaultProtocolClient(): boolean {
    return false
  }
  focus(): void {}
  show(): void {}
  hide(): void {}
  #opensAtLogin = false
  setLoginItemSettings({ openAtLogin = false }: Electron.Settings): void {
    this.#opensAtLogin = openAtLogin
  }
  getLoginItemSettings(): Pick<Electron.LoginItemSettings, 'openAtLogin'> {
    return { openAtLogin: this.#opensAtLogin }
  }
  setJumpList(): string {
    return 'ok'
  }
  isEmojiPanelSupported(): boolean {
    return false
  }
}

/** Electron's `app`. */
export const app = new App()
