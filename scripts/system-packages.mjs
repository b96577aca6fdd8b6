/** The Debian packages that the app and its tests use, with what each is for; and how they get installed. */
import { spawnSync } from 'node:child_process'
import process from 'node:process'

/**
 * `for`: 'install' before npm ci, 'window' to open the window, 'test' for suites against real programs.
 */
export const SYSTEM_PACKAGES = [
  { name: 'libsecret-1-dev', for: 'install', why: 'keytar is compiled against it (the keychain)' },
  {
    name: 'chromium',
    for: 'window',
    why: "the window, where Electron's own binary can't be had; end-to-end tests"
  },
  { name: 'fonts-dejavu-core', for: 'window', why: 'letters and digits' },
  { name: 'fonts-noto-cjk', for: 'window', why: 'Japanese' },
  { name: 'xvfb', for: 'test', why: 'a display for tests with a visible window' },
  { name: 'xauth', for: 'test', why: 'xvfb-run uses it' },
  { name: 'gnome-keyring', for: 'test', why: 'a real keychain' },
  { name: 'dbus', for: 'test', why: "the keychain's own session bus" },
  { name: 'libsecret-tools', for: 'test', why: 'secret-tool looks at the keychain from outside' },
  { name: 'libglib2.0-bin', for: 'test', why: 'gdbus locks and unlocks the keychain' },
  { name: 'chrony', for: 'test', why: 'real NTP and NTS servers' },
  { name: 'ntpsec-ntpdig', for: 'test', why: 'a second NTP client to compare with' },
  { name: 'faketime', for: 'test', why: 'a wrong clock' },
  { name: 'oathtool', for: 'test', why: 'independent one-time passwords' },
  { name: 'python3-cryptography', for: 'test', why: 'the independent reader of the vault' },
  { name: 'python3-cbor2', for: 'test', why: 'the independent reader of the vault' },
  { name: 'openssl', for: 'test', why: 'certificates of test servers' },
  { name: 'python3-argon2', for: 'test', why: 'independent exports of other apps' },
  { name: 'keepassxc', for: 'test', why: 'real KeePass databases' },
  { name: 'p7zip-full', for: 'test', why: 'encrypted zip files made by another program' },
  { name: 'qrencode', for: 'test', why: 'QR pictures made by another program' },
  { name: 'strace', for: 'test', why: 'what the app does with files and the network' },
  { name: 'nftables', for: 'test', why: 'a network that drops packets' },
  { name: 'iproute2', for: 'test', why: 'network namespaces' }
]

/** Whether this is a machine whose packages come by apt. */
export function isDebian() {
  return process.platform === 'linux' && runs('dpkg-query', ['--version']) && runs('apt-get', ['--version'])
}

/** Whether packages may be installed without asking anybody. */
export function isRoot() {
  return process.getuid?.() === 0
}

/** Names of the packages for these purposes that are not installed; none where apt isn't there to ask. */
export function missingPackages(purposes) {
  if (!isDebian()) return []
  const names = SYSTEM_PACKAGES.filter((each) => purposes.includes(each.for)).map(({ name }) => name)
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore']
  })
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0])
  )
  return names.filter((name) => !installed.has(name))
}

/**
 * Installs what is missing, saying so first, where this user may; gives what is missing afterwards.
 * Elsewhere it says the command that does it.
 */
export function installMissing(purposes, say) {
  const missing = missingPackages(purposes)
  if (missing.length === 0) return []
  if (!isRoot()) {
    say(`Not installed: ${missing.join(', ')}. To add them: sudo apt-get install ${missing.join(' ')}`)
    return missing
  }
  say(`Installing Debian packages: ${missing.join(', ')}`)
  apt(['update'])
  const failed = !apt(['install', '--yes', '--no-install-recommends', ...missing])
  const left = failed ? missingPackages(purposes) : []
  if (left.length > 0) say(`apt-get could not install ${left.join(', ')}; going on without.`)
  return left
}

function apt(args) {
  const { status } = spawnSync('apt-get', ['--quiet=2', ...args], {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  })
  return status === 0
}

function runs(program, args) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0
}
