/** The bridge: exposes the contract of shared/ipc.ts as `window.api`, and nothing else of Electron. */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Api, Pushes } from '../shared/ipc.ts'

const request = (name: string, ...args: readonly unknown[]): Promise<unknown> =>
  ipcRenderer.invoke(name, ...args)

// The casts of the renderer's side of the wall live here; main checks every name, sender and argument.
const api: Api = {
  request: request as Api['request'],
  requestSecret: request as Api['requestSecret'],
  requestPick: request as Api['requestPick'],
  onPush: (name, listener) => {
    const heard = (_event: unknown, payload: Pushes[typeof name]): void => listener(payload)
    ipcRenderer.on(name, heard)
    return () => ipcRenderer.off(name, heard)
  },
  pathOf: (file) => webUtils.getPathForFile(file)
}

contextBridge.exposeInMainWorld('api', api)
