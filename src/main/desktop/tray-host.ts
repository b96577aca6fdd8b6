/**
 * Whether anybody shows tray icons: on Linux a host that watches for them (freedesktop.org, StatusNotifierItem), which GNOME
 * has by an extension only. Elsewhere always.
 */
import { execFile } from 'node:child_process'

const WATCHER = 'org.kde.StatusNotifierWatcher'
/** Nobody waits for the answer, and at login the machine is busy with everything else, ms. */
const PATIENCE_MS = 15_000

/** Programs that can ask the session's bus, in the order in which they are tried. */
const PROGRAMS: readonly { readonly name: string; readonly args: readonly string[] }[] = [
  {
    name: 'gdbus',
    args: [
      ...['call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus'],
      ...['--method', 'org.freedesktop.DBus.NameHasOwner', WATCHER]
    ]
  },
  {
    name: 'busctl',
    args: [
      ...['--user', 'call', 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus'],
      ...['NameHasOwner', 's', WATCHER]
    ]
  }
]

/** False only where the bus says that there is none: who can't ask takes it that icons are shown. */
export async function hasTrayHost(platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'linux') return true
  for (const { name, args } of PROGRAMS) {
    const answer = await said(name, args)
    if (answer !== null) return !/\bfalse\b/u.test(answer)
  }
  return true
}

/** Null where the program isn't there. */
function said(name: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(name, args, { timeout: PATIENCE_MS, maxBuffer: 4096 }, (error, stdout) =>
      resolve(error?.code === 'ENOENT' ? null : stdout)
    )
  })
}
