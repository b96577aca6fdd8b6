/** What each request of the quick pick has to bring along, before any handler sees it. */
import type { PickRequests } from '../../shared/ipc.ts'
import type { ArgumentCheck } from './value-checks.ts'
import { isId, isOneOf, nothing, together } from './value-checks.ts'

export const PICK_CHECKS: { readonly [K in keyof PickRequests]: ArgumentCheck } = {
  'pick:state': nothing,
  'pick:copy': together(isId, isOneOf('usual', 'next')),
  'pick:open-main': nothing,
  'pick:close': nothing
}
