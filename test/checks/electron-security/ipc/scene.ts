/** The built app with a vault whose secrets are known, and the harness in its main process. */
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { MAIN_CHECKS } from '../../../../src/main/ipc/ipc-checks.ts'
import { ANSWER_WHILE_LOCKED } from '../../../../src/main/ipc/locked-requests.ts'
import { PICK_CHECKS } from '../../../../src/main/ipc/pick-checks.ts'
import { SECRET_CHECKS } from '../../../../src/main/ipc/secret-checks.ts'
import { Household } from '../../../e2e/app-under-test.ts'
import { createVaultByPassphrase, request, uriOf, type InventedAccount } from '../../../e2e/gestures.ts'
import type { AppWindow, RunningApp } from '../../../electron-stand-in/launch.ts'
import type * as Inside from './inside.ts'
import type { Plan, Report } from './inside.ts'

const INSIDE = fileURLToPath(new URL('inside.ts', import.meta.url))

const ACCOUNTS = 5

export interface Scene {
  readonly household: Household
  readonly app: RunningApp
  readonly main: AppWindow
  /** @param count - Payloads for each request. */
  run(count: number, budgetMs: number): Promise<Report>
  /** Gives what wasn't noticed of handlers that do what none may. */
  runPlanted(): Promise<readonly string[]>
}

export async function makeScene(seed: number): Promise<Scene> {
  const household = new Household()
  const { app, main } = await household.start()
  const passphrase = `passphrase ${randomBytes(9).toString('base64url')}`
  const recoveryCode = await createVaultByPassphrase(app, main, passphrase)
  const accounts = Array.from({ length: ACCOUNTS }, (_, at) => invented(at))
  const restoreFrom = household.file('accounts.txt', accounts.map(uriOf).join('\n'))
  await request(main, 'settings:change', { neverUseNetwork: true })
  const plan = (count: number, budgetMs: number): Plan => ({
    requests: {
      main: Object.keys(MAIN_CHECKS),
      secret: Object.keys(SECRET_CHECKS),
      pick: Object.keys(PICK_CHECKS)
    },
    answerWhileLocked: ANSWER_WHILE_LOCKED,
    passphrase,
    secrets: accounts.map(({ secret }) => secret.toString('hex')),
    secretTexts: [passphrase, recoveryCode, recoveryCode.toLowerCase()],
    restoreFrom,
    count,
    seed,
    budgetMs
  })
  return {
    household,
    app,
    main,
    run: (count, budgetMs) =>
      app.evaluate(
        (electron, { inside, argument }) => {
          const { createRequire } = process.getBuiltinModule('node:module')
          return (createRequire(inside)(inside) as typeof Inside).runInside(electron, argument)
        },
        { inside: INSIDE, argument: plan(count, budgetMs) }
      ),
    runPlanted: () =>
      app.evaluate(
        (electron, { inside, argument }) => {
          const { createRequire } = process.getBuiltinModule('node:module')
          return (createRequire(inside)(inside) as typeof Inside).runPlanted(electron, argument)
        },
        { inside: INSIDE, argument: plan(20, 1000) }
      )
  }
}

function invented(at: number): InventedAccount {
  return {
    kind: at === 0 ? 'hotp' : 'totp',
    issuer: `Issuer ${at}`,
    label: 'l',
    secret: randomBytes(20),
    algorithm: 'SHA1',
    digits: 6,
    ...(at === 0 ? { counter: 0 } : { period: 30 })
  }
}
