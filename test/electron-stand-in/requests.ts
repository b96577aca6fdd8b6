/** Answers a page's requests as its session says: hooks of `webRequest`, then the app's handlers of schemes. */
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts'
import { fromChromium } from './addresses.ts'
import { CdpClosed, type CdpSession } from './cdp.ts'
import type { Session } from './session.ts'

export interface RequestPorts {
  readonly cdp: CdpSession
  readonly session: Session
  /** Whether a navigation that the page began may go on. */
  readonly mayNavigate: (frameId: string, url: string) => boolean
}

type Paused = Protocol.Fetch.requestPausedPayload

/** Takes over every request of one page. */
export async function interceptRequests(ports: RequestPorts): Promise<void> {
  const { cdp } = ports
  cdp.on('Fetch.requestPaused', (paused) => {
    answer(ports, paused).catch((error: unknown) => {
      if (error instanceof CdpClosed) return
      console.error(`stand-in: the handler of ${fromChromium(paused.request.url)} failed:`, error)
      fail(cdp, paused, 'Failed').catch(() => undefined)
    })
  })
  await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
}

async function answer({ cdp, session, mayNavigate }: RequestPorts, paused: Paused): Promise<void> {
  const { request, requestId, frameId, resourceType } = paused
  const url = fromChromium(request.url)
  // 'Aborted' leaves the page as it is; a blocked navigation would show an error page.
  if (resourceType === 'Document' && !mayNavigate(frameId, url)) return fail(cdp, paused, 'Aborted')

  const { beforeRequest, headersReceived } = session.webRequest
  if (beforeRequest !== null) {
    const { cancel } = await new Promise<{ cancel?: boolean }>((resolve) =>
      beforeRequest({ url, method: request.method, resourceType: resourceType.toLowerCase() }, resolve)
    )
    if (cancel === true) return fail(cdp, paused, 'BlockedByClient')
  }

  const serve = session.protocol.handlers.get(new URL(url).protocol.slice(0, -1))
  if (serve === undefined) {
    await cdp.send('Fetch.continueRequest', { requestId })
    return
  }
  const response = await serve(asRequest(request, url))
  let headers: Record<string, string[]> = Object.fromEntries(
    [...response.headers].map(([name, value]) => [name, [value]])
  )
  if (headersReceived !== null) {
    const changed = await new Promise<Parameters<Parameters<typeof headersReceived>[1]>[0]>((resolve) =>
      headersReceived({ url, responseHeaders: headers }, resolve)
    )
    if (changed.cancel === true) return fail(cdp, paused, 'BlockedByClient')
    if (changed.responseHeaders !== undefined) {
      headers = Object.fromEntries(
        Object.entries(changed.responseHeaders).map(([name, value]) => [name, [value].flat()])
      )
    }
  }
  await cdp.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: Object.entries(headers).flatMap(([name, values]) =>
      values.map((value) => ({ name, value }))
    ),
    body: Buffer.from(await response.arrayBuffer()).toString('base64')
  })
}

function asRequest({ method, headers, postData }: Protocol.Network.Request, url: string): Request {
  const hasBody = method !== 'GET' && method !== 'HEAD' && postData !== undefined
  return new Request(url, { method, headers, ...(hasBody ? { body: postData } : {}) })
}

async function fail(
  cdp: CdpSession,
  { requestId }: Paused,
  errorReason: 'Aborted' | 'BlockedByClient' | 'Failed'
): Promise<void> {
  await cdp.send('Fetch.failRequest', { requestId, errorReason })
}
