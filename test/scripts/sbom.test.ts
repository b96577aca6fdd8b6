import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Bill {
  readonly bomFormat: string
  readonly components: readonly {
    readonly name: string
    readonly version: string
    readonly purl: string
    readonly cpe?: string
    readonly hashes?: readonly { readonly content: string }[]
  }[]
}

const run = () => execFileSync(process.execPath, ['scripts/sbom.mjs'], { encoding: 'utf8' })

describe('the bill of materials', () => {
  const text = run()
  const bill = JSON.parse(text) as Bill
  const names = bill.components.map(({ name }) => name)

  it('names what lies in the packages: libraries, what the windows are made of, Electron and Node', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>
      readonly devDependencies: Readonly<Record<string, string>>
    }
    expect(bill.bomFormat).toBe('CycloneDX')
    const shipped = [
      'svelte',
      'bits-ui',
      '@lucide/svelte',
      '@fontsource/ibm-plex-mono',
      'simple-icons',
      'keytar'
    ]
    expect(names).toEqual(
      expect.arrayContaining([...Object.keys(dependencies), ...shipped, 'electron', 'node'])
    )
    const node = bill.components.find(({ name }) => name === 'node')
    expect(node).toMatchObject({
      version: devDependencies.node,
      purl: `pkg:npm/node@${devDependencies.node ?? ''}`
    })
    expect(node?.cpe).toContain('nodejs:node.js')
  })

  it('names nothing that only installs or builds them', () => {
    for (const tool of [
      'prebuild-install',
      'rc',
      'yargs',
      'vitest',
      'electron-builder',
      'typescript',
      '@electron/get'
    ])
      expect(names).not.toContain(tool)
  })

  it('is the same twice, each part once and with npm’s hash', () => {
    expect(run()).toBe(text)
    expect(new Set(bill.components.map(({ purl }) => purl)).size).toBe(bill.components.length)
    for (const { name, hashes } of bill.components)
      expect(hashes?.[0]?.content, name).toMatch(/^[\da-f]{128}$/u)
  })
})
