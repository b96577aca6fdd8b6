/**
 * Prints the bill of materials of the packages as CycloneDX 1.5: what lies in them and what that depends on, Electron and Node
 * among it, and no tool. The same lockfile gives the same text.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { ROOT } from './repository.mjs'
import { shippedPackages } from './third-party.mjs'

/** Under these names the vulnerabilities of the two programs are told. */
const CPES = { electron: 'electronjs:electron', node: 'nodejs:node.js' }

export function billOfMaterials() {
  const { name, version, license } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `pkg:npm/${name}@${version}`,
        name,
        version,
        licenses: [{ license: { id: license } }]
      }
    },
    components: shippedPackages().map(componentOf)
  }
}

function componentOf({ name, version, license, integrity }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  const cpe = CPES[name]
  return {
    type: cpe === undefined ? 'library' : 'application',
    'bom-ref': purl,
    name,
    version,
    purl,
    ...(cpe === undefined ? {} : { cpe: `cpe:2.3:a:${cpe}:${version}:*:*:*:*:*:*:*` }),
    ...(license === undefined
      ? {}
      : {
          licenses: [/ (?:OR|AND) /u.test(license) ? { expression: license } : { license: { id: license } }]
        }),
    ...(integrity === undefined
      ? {}
      : {
          hashes: [
            {
              alg: 'SHA-512',
              content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex')
            }
          ]
        })
  }
}

if (process.argv[1] === import.meta.filename)
  process.stdout.write(`${JSON.stringify(billOfMaterials(), null, 2)}\n`)
