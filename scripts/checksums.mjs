/** Prints SHA-256 sums of the packages in a folder, as sha256sum writes and reads them. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

const folder = process.argv[2]
if (folder === undefined) {
  process.stderr.write('expected a folder: node scripts/checksums.mjs dist\n')
  process.exitCode = 2
} else {
  // latest.yml, latest-mac.yml: what the updater reads; builder-debug.yml is nobody's.
  const isPackage = (name) =>
    /\.(?:AppImage|deb|rpm|tar\.gz|exe|dmg|zip|cdx\.json)$|^latest[\w-]*\.yml$/u.test(name)
  for (const name of readdirSync(folder).filter(isPackage).sort()) {
    const path = join(folder, name)
    if (!statSync(path).isFile()) continue
    process.stdout.write(`${createHash('sha256').update(readFileSync(path)).digest('hex')}  ${name}\n`)
  }
}
