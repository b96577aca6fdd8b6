/** What Electronegativity finds and was looked at: each with why it is none, and with what shows that. */
import type { ToolFinding } from './electronegativity.ts'

export interface Review {
  readonly issue: string
  readonly file: RegExp
  readonly sample: RegExp
  readonly why: string
}

/** A window's options: the tool doesn't follow a call. Our rule `windows` allows nothing else there. */
const WINDOW = {
  file: /^src\/main\/windows\/[\w-]+-window\.ts$/u,
  sample: /new BrowserWindow\(\{$/u
} as const
const OF_OUR_OWN =
  'the preferences are webPreferences() of security.ts, which the rules windows and web-preferences hold to'

export const REVIEWED: readonly Review[] = [
  {
    issue: 'CSP_GLOBAL_CHECK',
    file: /^N\/A$/u,
    sample: /^N\/A$/u,
    why: 'the policy is a header of every answer of our protocol, where the tool doesn’t look; the rule csp reads it'
  },
  { issue: 'CONTEXT_ISOLATION_JS_CHECK', ...WINDOW, why: OF_OUR_OWN },
  { issue: 'SANDBOX_JS_CHECK', ...WINDOW, why: OF_OUR_OWN },
  {
    issue: 'AUXCLICK_JS_CHECK',
    ...WINDOW,
    why: 'a middle click opens a window, and none is ever opened: the rule window-open'
  },
  {
    issue: 'CERTIFICATE_ERROR_EVENT_JS_CHECK',
    file: /^src\/main\/guard\.ts$/u,
    sample: /^app\.on\('certificate-error'/u,
    why: 'the listener refuses every one: the rule certificate'
  },
  {
    issue: 'PROTOCOL_HANDLER_JS_CHECK',
    file: /^src\/main\/desktop\/links\.ts$/u,
    sample: /\bapp\.setAsDefaultProtocolClient\(scheme\)$/u,
    why: 'a link is read by one strict parser and ends in a preview: test/main/transfer/invitations.test.ts'
  },
  {
    issue: 'OPEN_EXTERNAL_JS_CHECK',
    file: /^src\/main\//u,
    sample: /shell\.openExternal\((?:LINKS\[\w+\]|settings\.url)\)/u,
    why: 'an address of a fixed table by id, as the rule links holds'
  }
]

export function reviewOf({ issue, file, sample }: ToolFinding): Review | undefined {
  return REVIEWED.find((one) => one.issue === issue && one.file.test(file) && one.sample.test(sample))
}
