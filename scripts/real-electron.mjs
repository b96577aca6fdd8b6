/** Electron's own binary: where it is, whether it can be fetched, and the two refusals that it is known for. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { readText, ROOT, say } from './repository.mjs'

const FETCH_LIMIT_MS = 10 * 60_000

/** Path of the binary, fetched where it is missing and can be; else why not. */
export function findElectron() {
  const path = installedPath()
  if (path !== null) return { path }
  say("Looking for Electron's own binary (fetched once, about 110 MB).")
  const { status, error } = spawnSync(process.execPath, [join(ROOT, 'node_modules/electron/install.js')], {
    cwd: ROOT,
    stdio: 'ignore',
    timeout: FETCH_LIMIT_MS
  })
  const fetched = installedPath()
  if (status === 0 && fetched !== null) return { path: fetched }
  return {
    path: null,
    why: error === undefined ? 'it could not be fetched' : `fetching it failed (${error.code})`
  }
}

/**
 * Why Electron would refuse to start here, with the one-line cure; `null` where it wouldn't.
 * Its sandbox is never switched off for it.
 */
export function knownRefusal(path) {
  if (process.platform !== 'linux') return null
  if (process.getuid?.() === 0) {
    return 'Electron refuses to run as root. As another user it runs: su - USER, then npm start in a checkout of theirs.'
  }
  const sandbox = join(path, '..', 'chrome-sandbox')
  if (isRestricted() && !isSetuidRoot(sandbox)) {
    return `This system keeps Electron's sandbox from working. To allow it once: sudo chown root '${sandbox}' && sudo chmod 4755 '${sandbox}'`
  }
  return null
}

function installedPath() {
  const name = readText('node_modules/electron/path.txt')
  if (name === null) return null
  const path = join(
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(ROOT, 'node_modules/electron/dist'),
    name.trim()
  )
  return existsSync(path) ? path : null
}

/** Ubuntu's AppArmor rule (since 23.10), or a kernel without unprivileged user namespaces. */
function isRestricted() {
  return (
    setting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    setting('/proc/sys/kernel/unprivileged_userns_clone') === '0'
  )
}

function setting(path) {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return null
  }
}

function isSetuidRoot(path) {
  try {
    const { uid, mode } = statSync(path)
    return uid === 0 && (mode & 0o4000) !== 0
  } catch {
    return false
  }
}
