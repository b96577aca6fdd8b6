/** A child as its parent sees it, in this process: what it is asked and what it says cross sealed, as between two. */
import { answerOver, type Asked } from '../../src/core/answer-parent.ts'
import type { ChildPort } from '../../src/core/fork-child.ts'

export interface AnsweringChild extends ChildPort {
  /** Ends by itself. */
  exit(): void
  /** How often it was ended. */
  readonly ended: { times: number }
}

/**
 * @param answer - What it does with the request.
 * @param startMs - What it takes to start: it says nothing before.
 */
export function answeringChild(
  answer: (asked: Asked, child: AnsweringChild) => unknown,
  startMs = 0
): AnsweringChild {
  let toParent: (message: unknown) => void = () => undefined
  let toChild: (message: unknown) => void = () => undefined
  const exits: (() => void)[] = []
  const child: AnsweringChild = {
    ended: { times: 0 },
    send: (message) => toChild(structuredClone(message)),
    onMessage: (listener) => (toParent = listener),
    onExit: (listener) => exits.push(listener),
    exit: () => exits.forEach((told) => told()),
    kill: () => {
      child.ended.times += 1
      child.exit()
    }
  }
  const start = (): void =>
    answerOver(
      {
        send: (message) => toParent(structuredClone(message)),
        onMessage: (listener) => (toChild = listener)
      },
      async (asked) => {
        await answer(asked, child)
      }
    )
  setTimeout(start, startMs)
  return child
}
