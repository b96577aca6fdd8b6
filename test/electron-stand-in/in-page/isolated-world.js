/* global document, window */
/*
 * The preload script's world: what a sandboxed preload finds under require('electron'), and its side of
 * contextBridge. Injected at document start into an isolated world of the main frame.
 */
export function enterIsolatedWorld({
  secretName,
  makeCodec,
  makeBridgeValues,
  dropFolder,
  processInfo,
  preload
}) {
  const post = globalThis.__standInPost
  delete globalThis.__standInPost
  if (window !== window.top || post === undefined) return

  const codec = makeCodec()
  const waiting = new Map()
  const listeners = new Map()
  let lastId = 0

  const listen = (channel, listener) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
    return ipcRenderer
  }
  const unlisten = (channel, listener) => {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter((each) => each !== listener && each.wrapped !== listener)
    )
    return ipcRenderer
  }
  const ipcRenderer = {
    invoke: (channel, ...args) =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        const text = codec.encode({ kind: 'invoke', id, channel, args })
        waiting.set(id, { resolve, reject })
        post(text)
      }),
    send: (channel, ...args) => post(codec.encode({ kind: 'send', channel, args })),
    sendSync: () => {
      throw new Error('the stand-in for Electron has no sendSync')
    },
    on: listen,
    addListener: listen,
    off: unlisten,
    removeListener: unlisten,
    removeAllListeners: (channel) => {
      listeners.delete(channel)
      return ipcRenderer
    },
    once: (channel, listener) => {
      const once = (...args) => {
        unlisten(channel, once)
        listener(...args)
      }
      once.wrapped = listener
      return listen(channel, once)
    }
  }

  // The app's end of the wire: called by the stand-in with what main sends.
  globalThis.__standInReceive = (text) => {
    const message = codec.decode(text)
    if (message.kind === 'reply') {
      const { resolve, reject } = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.error === undefined) resolve(message.value)
      else reject(new Error(message.error))
    } else if (message.kind === 'media') {
      emit({ kind: 'media', id: message.id, isGranted: message.isGranted })
    } else {
      const event = { sender: ipcRenderer, senderId: 0, ports: [] }
      for (const listener of listeners.get(message.channel) ?? []) listener(event, ...message.args)
    }
  }

  // A page never learns a file's path. The stand-in does, from the File itself: it lays a link to the file at a path
  // that is known here at once, before main sees the next message.
  const files = []
  globalThis.__standInFile = (index) => files[index]
  const getPathForFile = (file) => {
    if (!(file instanceof File)) throw new TypeError('getPathForFile expected a File')
    const index = files.push(file) - 1
    post(codec.encode({ kind: 'file', index, name: file.name }))
    return `${dropFolder}/${secretName}-${index}/${file.name}`
  }

  const emit = (detail) => document.dispatchEvent(new CustomEvent(`${secretName}-out`, { detail }))
  const values = makeBridgeValues((call, args) => emit({ kind: 'call', call, args: args.map(values.pack) }))
  const messageOf = (error) => String(error?.message ?? error)

  document.addEventListener(`${secretName}-media`, ({ detail: { id, media } }) =>
    post(codec.encode({ kind: 'media', id, media }))
  )

  document.addEventListener(`${secretName}-in`, ({ detail }) => {
    if (detail === null) return
    const { id, call, args } = detail
    try {
      const result = values.functionAt(call)(...args.map(values.unpack))
      if (typeof result?.then === 'function') {
        emit({ kind: 'answer', id, isPromise: true })
        result.then(
          (value) => emit({ kind: 'settle', id, value: values.pack(value) }),
          (error) => emit({ kind: 'settle', id, error: messageOf(error) })
        )
      } else {
        emit({ kind: 'answer', id, value: values.pack(result) })
      }
    } catch (error) {
      emit({ kind: 'answer', id, error: messageOf(error) })
    }
  })

  const electron = {
    contextBridge: {
      exposeInMainWorld: (name, api) => emit({ kind: 'expose', name, api: values.pack(api) })
    },
    ipcRenderer,
    webFrame: {},
    webUtils: { getPathForFile }
  }
  const require = (name) => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name}`)
  }
  const module = { exports: {} }
  preload(require, module, module.exports, {
    ...processInfo,
    argv: [],
    env: {},
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true
  })
}
