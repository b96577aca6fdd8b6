const { contextBridge, ipcRenderer, webUtils } = require('electron')

contextBridge.exposeInMainWorld('api', {
  ask: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  onNote: (listener) => {
    const heard = (_event, note) => listener(note)
    ipcRenderer.on('note', heard)
    return () => ipcRenderer.off('note', heard)
  },
  pathOf: (file) => webUtils.getPathForFile(file),
  sync: (text) => text.toUpperCase(),
  nested: { list: [1, 2, 3] }
})
