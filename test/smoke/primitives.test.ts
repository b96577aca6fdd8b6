/** The list that npm run smoke:electron tries in Electron gives the known answers in Node. */
import { runInThisContext } from 'node:vm'
import { expect, it } from 'vitest'
import { tryPrimitives } from './primitives.ts'

it('gives 13 known answers in Node, and works as a text without anything around it', () => {
  const alone = runInThisContext(`(${tryPrimitives.toString()})`) as typeof tryPrimitives
  for (const outcomes of [tryPrimitives(), alone()]) {
    expect(outcomes.filter(({ trouble }) => trouble !== null)).toStrictEqual([])
    expect(outcomes).toHaveLength(13)
  }
})
