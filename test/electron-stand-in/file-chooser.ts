/** The file dialog for a person: Chromium's own, opened from the app's window; the page reads no file. */
import type { WebContents } from './web-contents.ts'

/** Asks for files to open; gives their paths, none when the person cancelled. */
export async function chooseFiles(
  contents: WebContents,
  { properties = [] }: Electron.OpenDialogOptions
): Promise<readonly string[]> {
  const { cdp } = await contents.attached()
  const { executionContextId: contextId } = await cdp.send('Page.createIsolatedWorld', {
    frameId: (await contents.attached()).targetId,
    worldName: 'file chooser'
  })
  const { result } = await cdp.send('Runtime.evaluate', {
    expression: `new Promise((resolve) => {
      const input = Object.assign(document.createElement('input'), {
        type: 'file', multiple: ${String(properties.includes('multiSelections'))}
      })
      input.onchange = () => resolve([...input.files])
      input.oncancel = () => resolve([])
      input.click()
    })`,
    contextId,
    awaitPromise: true,
    userGesture: true
  })
  if (result.objectId === undefined) return []
  const { result: entries } = await cdp.send('Runtime.getProperties', {
    objectId: result.objectId,
    ownProperties: true
  })
  const files = entries.flatMap(({ name, value }) => (/^\d+$/.test(name) ? (value?.objectId ?? []) : []))
  const infos = await Promise.all(files.map((objectId) => cdp.send('DOM.getFileInfo', { objectId })))
  return infos.map(({ path }) => path)
}
