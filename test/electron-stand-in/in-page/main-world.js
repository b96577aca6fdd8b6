/* global document, window */
/*
 * The page's own side of contextBridge, injected at document start before any script of the page. It talks to the
 * isolated world by events with a name that only the two know.
 */
export function enterMainWorld(secretName, makeBridgeValues) {
  const dispatch = document.dispatchEvent.bind(document)
  const Event = CustomEvent
  const promises = new Map()
  const answers = new Map()
  let lastId = 0

  const values = makeBridgeValues((call, args) => {
    const id = ++lastId
    dispatch(new Event(`${secretName}-in`, { detail: { id, call, args: args.map(values.pack) } }))
    const answer = answers.get(id)
    answers.delete(id)
    // The event's detail is lost when it can't be cloned; Electron says the same.
    if (answer === undefined) throw new Error('An object could not be cloned.')
    if (answer.error !== undefined) throw new Error(answer.error)
    if (answer.isPromise) return new Promise((resolve, reject) => promises.set(id, { resolve, reject }))
    return values.unpack(answer.value)
  })

  // Electron asks the app before each use; here the page's own function asks first, and Chromium then knows the answer.
  const { mediaDevices } = navigator
  const decided = new Map()
  if (mediaDevices !== undefined) {
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async (constraints) => {
      const media = ['video', 'audio'].filter((medium) => Boolean(constraints?.[medium]))
      const id = ++lastId
      const isGranted = await new Promise((resolve) => {
        decided.set(id, resolve)
        dispatch(new Event(`${secretName}-media`, { detail: { id, media } }))
      })
      if (!isGranted) throw new DOMException('Permission denied', 'NotAllowedError')
      return await getUserMedia(constraints)
    }
  }

  document.addEventListener(`${secretName}-out`, ({ detail }) => {
    switch (detail.kind) {
      case 'expose':
        Object.defineProperty(window, detail.name, { value: values.unpack(detail.api), enumerable: true })
        break
      case 'media':
        decided.get(detail.id)?.(detail.isGranted)
        decided.delete(detail.id)
        break
      case 'answer':
        answers.set(detail.id, detail)
        break
      case 'settle': {
        const promise = promises.get(detail.id)
        promises.delete(detail.id)
        if (detail.error === undefined) promise.resolve(values.unpack(detail.value))
        else promise.reject(new Error(detail.error))
        break
      }
      case 'call':
        values.functionAt(detail.call)(...detail.args.map(values.unpack))
        break
    }
  })
}
