/** A name server that knows no names, and writes down those that it is asked for. Prints one a line. */
import { createSocket } from 'node:dgram'

const seen = new Set<string>()
const socket = createSocket('udp4')
socket.on('message', (query, from) => {
  const labels: string[] = []
  let at = 12
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.subarray(at + 1, at + 1 + length).toString('latin1'))
    at += length + 1
  }
  const name = labels.join('.').toLowerCase()
  if (!seen.has(name)) console.log(name)
  seen.add(name)
  // RFC 1035 §4.1.1: a response, recursion available, name error.
  const reply = Buffer.from(query.subarray(0, at + 5))
  reply.writeUInt16BE(0x8183, 2)
  reply.writeUInt16BE(0, 10)
  socket.send(reply, from.port, from.address)
})
socket.bind(53, '127.0.0.1')
