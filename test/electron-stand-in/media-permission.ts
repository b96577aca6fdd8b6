/** Whether a page gets a camera or microphone: what Electron asks of the session's two handlers at each `getUserMedia`. */
import type { WebContents } from './web-contents.ts'

type Media = 'video' | 'audio'

/** Names of the media by which Chromium's protocol knows their permissions. */
export const PERMISSION_OF = { video: 'camera', audio: 'microphone' } as const

/** Both handlers have to agree, as in Electron; without handlers everything is granted there. */
export async function isMediaGranted(contents: WebContents, media: readonly Media[]): Promise<boolean> {
  const { permissionCheck, permissionRequest } = contents.session
  const url = contents.getURL()
  const origin = `${new URL(url).protocol}//${new URL(url).host}/`
  const about = { isMainFrame: true, requestingUrl: url, securityOrigin: origin }
  const electrons = contents as unknown as Electron.WebContents
  const isChecked = media.every(
    (mediaType) => permissionCheck?.(electrons, 'media', origin, { ...about, mediaType }) ?? true
  )
  if (!isChecked || permissionRequest === null) return isChecked
  return await new Promise((resolve) => {
    permissionRequest(electrons, 'media', resolve, { ...about, mediaTypes: [...media] })
  })
}
