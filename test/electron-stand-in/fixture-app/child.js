process.parentPort.on('message', ({ data }) => {
  process.parentPort.postMessage({ data, args: process.argv.slice(2), isBuffer: data instanceof Uint8Array })
})
