/** The licences of all that is shipped: the texts that the package brings along, or our own from a checkout. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface LicencePlaces {
  readonly isPackaged: boolean
  /** `process.resourcesPath` */
  readonly resources: string
  /** `app.getAppPath()` */
  readonly app: string
}

export async function licences({ isPackaged, resources, app }: LicencePlaces): Promise<string> {
  const packaged = join(resources, 'licences')
  const [own, others] = isPackaged
    ? [join(packaged, 'LICENSE'), join(packaged, 'THIRD-PARTY.txt')]
    : [join(app, 'LICENSE'), join(app, 'out', 'licences', 'THIRD-PARTY.txt')]
  const texts = await Promise.all([own, others].map((path) => readFile(path, 'utf8').catch(() => '')))
  return texts.filter((text) => text !== '').join('\n\n')
}
