/**
 * Loaded before a utility process's own script: gives it Electron's `process.parentPort` over Node's channel. Plain
 * JavaScript, because stripping types would cost each child more time than Electron's own port does.
 */
import { EventEmitter } from 'node:events'
import process from 'node:process'

class ParentPort extends EventEmitter {
  /** @param {unknown} message */
  postMessage(message) {
    process.send?.(message)
  }

  start() {
    // Electron's port is open from the start.
  }
}

const parentPort = new ParentPort()
/** @type {unknown[]} What came before anyone listened is kept, as a message port keeps it. */
const early = []
process.on('message', (data) => {
  if (parentPort.listenerCount('message') === 0) early.push(data)
  else parentPort.emit('message', { data, ports: [] })
})
parentPort.on('newListener', (name) => {
  if (name !== 'message') return
  process.nextTick(() => {
    for (const data of early.splice(0)) parentPort.emit('message', { data, ports: [] })
  })
})
process.once('disconnect', () => process.exit())
Object.assign(process, { parentPort, type: 'utility' })
