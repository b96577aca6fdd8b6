import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { askChild } from '../../src/core/ask-child.ts'
import type { ChildPort } from '../../src/core/fork-child.ts'
import { ChannelPair, type SealedChannel } from '../../src/core/sealed-channel.ts'
import { answeringChild } from '../fakes/answering-child.ts'

function channels(): { parent: SealedChannel; child: SealedChannel } {
  const [ours, theirs] = [new ChannelPair(), new ChannelPair()]
  return {
    parent: ours.channelTo(theirs.publicKey, 'parent'),
    child: theirs.channelTo(ours.publicKey, 'child')
  }
}

const NOTHING = { said: null, secrets: [] }

describe('a sealed channel', () => {
  it('carries messages both ways, with their secrets as bytes that are wiped as one', () => {
    const { parent, child } = channels()
    const [file, password] = [randomBytes(100_000), randomBytes(12)]
    const said = { name: '日本', from: undefined, icon: Uint8Array.of(1, 2) }
    const request = child.open(parent.seal({ said, secrets: [file, password] }))
    expect(request?.said).toEqual(said)
    expect(request?.secrets.map((secret) => Buffer.from(secret))).toEqual([file, password])
    const secret = randomBytes(20)
    for (const number of [1, 2, 3]) {
      const reply = parent.open(child.seal({ said: number, secrets: [secret] }))
      expect(reply).toMatchObject({ said: number, secrets: [secret] })
      reply?.wipe()
      expect(reply?.secrets).toEqual([Buffer.alloc(20)])
    }
    // What was read beside them stays.
    request?.wipe()
    expect(request?.said).toEqual(said)
  })

  it('shows nothing of what is in it, nor the same twice, over memory that holds nothing else', () => {
    const { parent } = channels()
    const secret = randomBytes(20)
    const message = { said: { name: 'a name in clear' }, secrets: [secret] }
    const [first, second] = [parent.seal(message), parent.seal(message)].map((sealed) =>
      Buffer.from(sealed.buffer)
    )
    if (first === undefined || second === undefined) throw new Error('expected two')
    expect(first.includes(secret)).toBe(false)
    expect(first.includes('a name')).toBe(false)
    expect(first.equals(second)).toBe(false)
    expect(parent.seal(message).byteLength).toBe(parent.seal(message).buffer.byteLength)
  })

  it('opens nothing that was changed, came out of turn, back, or from another call', () => {
    const sealed = (): { sealed: Uint8Array; parent: SealedChannel; child: SealedChannel } => {
      const made = channels()
      return { ...made, sealed: made.child.seal(NOTHING) }
    }
    const changed = sealed()
    changed.sealed[0] = (changed.sealed[0] ?? 0) ^ 1
    expect(changed.parent.open(changed.sealed)).toBeNull()
    const late = sealed()
    expect(late.parent.open(late.child.seal(NOTHING))).toBeNull()
    const back = sealed()
    expect(back.child.open(back.sealed)).toBeNull()
    expect(sealed().parent.open(sealed().sealed)).toBeNull()
    expect(sealed().parent.open('sealed')).toBeNull()
    expect(sealed().parent.open(Buffer.alloc(3))).toBeNull()
  })

  it('has wiped its keys at its end: what was sealed before can’t be opened by it', () => {
    const { parent, child } = channels()
    const sealed = child.seal(NOTHING)
    parent.end()
    expect(parent.open(sealed)).toBeNull()
  })
})

describe('askChild', () => {
  it('gives each reply, wipes its secrets behind it, and hears nothing once it is over', async () => {
    const kept: Buffer[] = []
    const heard: unknown[] = []
    let sayMore = (): void => undefined
    await new Promise<void>((resolve) => {
      const child = answeringChild(({ said, secrets, say }) => {
        say({ said: [said, secrets.map(String)], secrets: [Buffer.from('one')] })
        say({ said: 'two', secrets: [] })
        sayMore = () => say({ said: 'three', secrets: [] })
      })
      const forget = askChild(
        child,
        { said: 'ask', secrets: [Buffer.from('secret')] },
        {
          onReply: (said, secrets) => {
            heard.push(said, secrets.map(String))
            kept.push(...secrets)
            if (said !== 'two') return
            forget()
            resolve()
          },
          onNonsense: () => heard.push('nonsense')
        }
      )
    })
    sayMore()
    expect(heard).toEqual([['ask', ['secret']], ['one'], 'two', []])
    expect(kept).toEqual([Buffer.alloc(3)])
  })

  it.each([
    ['no key', { kind: 'started' }],
    ['a broken key', { kind: 'hello', publicKey: new Uint8Array(44) }],
    ['nothing at all', null]
  ])('tells of a child that brings %s, and sends it nothing', (_, hello) => {
    const sent: unknown[] = []
    let say: (message: unknown) => void = () => undefined
    const child: ChildPort = {
      send: (message) => sent.push(message),
      onMessage: (listener) => (say = listener),
      onExit: () => undefined,
      kill: () => undefined
    }
    const heard: string[] = []
    askChild(child, NOTHING, { onReply: () => heard.push('reply'), onNonsense: () => heard.push('nonsense') })
    say(hello)
    expect(heard).toEqual(['nonsense'])
    expect(sent).toEqual([])
  })
})
