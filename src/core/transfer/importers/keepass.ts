/**
 * KeePass' and KeePassXC's databases, KDBX 4: the entries that have a one-time password. Groups are carried as paths,
 * "Work/Servers", then tags; what lies in the recycle bin is trashed. Older versions of an entry are passed over.
 *
 * Key files and hardware tokens aren't taken. A wrong password can't be told from the lack of one of those; damage can.
 */
import { entryName, readEntries } from '../collect.ts'
import { textOfPlain } from '../container.ts'
import { shortNote } from '../entry-values.ts'
import type { Importer } from '../importer.ts'
import { isKeepass, readKdbxHeader } from '../kdbx-header.ts'
import { openKdbx, type OpenedKdbx } from '../kdbx.ts'
import { readXml, type XmlNode } from '../read-xml.ts'
import { TransferError } from '../transfer-error.ts'
import { formsOf, readForm, type KeepassEntry } from './keepass-otp.ts'

export const keepassImporter: Importer = {
  format: 'keepass',
  recognise: ({ bytes }) => (isKeepass(bytes) ? { isEncrypted: canBeOpened(bytes) } : null),
  read: async ({ bytes }, help) => {
    const opened = await openKdbx(bytes, help)
    try {
      const forms = (await entriesIn(opened)).flatMap((entry) =>
        formsOf(entry).map((form) => ({ form, entry }))
      )
      return await readEntries(
        forms,
        ({ form, entry }, _, without) => {
          const { details } = entry
          const note = shortNote(details.note ?? '', without)
          return readForm(form, { ...entry, details: { ...details, note } })
        },
        ({ entry: { attributes } }) => entryName(attributes.get('Title'), attributes.get('UserName'))
      )
    } finally {
      opened.xml.fill(0)
    }
  }
}

/** Nobody is asked for the password of a file that no password opens here. */
function canBeOpened(bytes: Buffer): boolean {
  try {
    readKdbxHeader(bytes)
    return true
  } catch {
    return false
  }
}

async function entriesIn(opened: OpenedKdbx): Promise<KeepassEntry[]> {
  const file = (await readXml(textOfPlain(opened.xml))).find((node) => node.tag === 'KeePassFile')
  const root = file === undefined ? undefined : child(child(file, 'Root'), 'Group')
  if (file === undefined || root === undefined) throw damaged('a KeePassFile with a root')
  const bin = recycleBin(child(file, 'Meta'))
  const protectedValues = await unprotected(file, opened)
  const found: KeepassEntry[] = []
  const walk = (group: XmlNode, path: readonly string[], isTrashed: boolean): void => {
    for (const node of group.children()) {
      if (node.tag === 'Entry') found.push(entryOf(node, path, isTrashed, protectedValues))
      if (node.tag !== 'Group') continue
      const isBin = bin !== null && child(node, 'UUID')?.text().trim() === bin
      walk(node, isBin ? [] : [...path, child(node, 'Name')?.text() ?? ''], isTrashed || isBin)
    }
  }
  walk(root, [], false)
  return found
}

function recycleBin(meta: XmlNode | undefined): string | null {
  if (child(meta, 'RecycleBinEnabled')?.text().trim() === 'False') return null
  const id = child(meta, 'RecycleBinUUID')?.text().trim() ?? ''
  // All zero: there is none yet.
  return /^A*=*$/u.test(id) ? null : id
}

function entryOf(
  node: XmlNode,
  path: readonly string[],
  isTrashed: boolean,
  protectedValues: ReadonlyMap<unknown, string>
): KeepassEntry {
  const attributes = new Map<string, string>()
  for (const string of node.children().filter((one) => one.tag === 'String')) {
    const value = child(string, 'Value')
    const key = child(string, 'Key')?.text()
    if (key === undefined || value === undefined) continue
    attributes.set(key, protectedValues.get(value.identity) ?? value.text())
  }
  const tags = (child(node, 'Tags')?.text() ?? '').split(/[;,]/u).map((tag) => tag.trim())
  const groups = [path.join('/'), ...tags].filter((group) => group !== '')
  return { attributes, details: { groups, note: attributes.get('Notes') ?? '', isTrashed } }
}

/** The values that are ciphered once more, in the document's order: one stream goes through all of them. */
async function unprotected(file: XmlNode, { unprotect }: OpenedKdbx): Promise<Map<unknown, string>> {
  const ciphered: { identity: unknown; bytes: Buffer }[] = []
  const walk = (node: XmlNode): void => {
    if (node.attribute('Protected') === 'True') {
      ciphered.push({ identity: node.identity, bytes: Buffer.from(node.text(), 'base64') })
    }
    for (const one of node.children()) walk(one)
  }
  walk(file)
  const clear = await unprotect(Buffer.concat(ciphered.map(({ bytes }) => bytes)))
  const texts = new Map<unknown, string>()
  let at = 0
  for (const { identity, bytes } of ciphered) {
    texts.set(identity, textOfPlain(clear.subarray(at, at + bytes.length)))
    at += bytes.length
  }
  clear.fill(0)
  return texts
}

function child(node: XmlNode | undefined, tag: string): XmlNode | undefined {
  return node?.children().find((one) => one.tag === tag)
}

function damaged(expected: string): TransferError {
  return new TransferError('damaged-file', { field: 'XML', expected, got: 'something else' })
}
