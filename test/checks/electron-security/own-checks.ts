/** All our own checks together, over the texts of the sources and of what was built. */
import { checkBuilt } from './built-check.ts'
import type { Finding } from './findings.ts'
import { checkGuard } from './guard-check.ts'
import { checkIpc } from './ipc-check.ts'
import { checkSettings } from './settings-check.ts'
import { checkSources } from './source-check.ts'
import type { Texts } from './texts.ts'

export async function ownFindings(texts: Texts): Promise<readonly Finding[]> {
  const parts = [checkSettings, checkGuard, checkIpc, checkBuilt].map((check) => attempt(check, texts))
  return [...checkSources(texts), ...(await Promise.all(parts)).flat()]
}

/** A module that can't be loaded any more, or throws, is a finding as well. */
async function attempt(
  check: (texts: Texts) => Promise<readonly Finding[]>,
  texts: Texts
): Promise<readonly Finding[]> {
  try {
    return await check(texts)
  } catch (error) {
    return [
      { rule: 'broken', file: check.name, message: error instanceof Error ? error.message : 'it threw' }
    ]
  }
}
