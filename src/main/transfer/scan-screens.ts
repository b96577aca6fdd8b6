/**
 * Pictures of all screens, at their full size, by Electron's desktopCapturer. Our own windows are hidden for that moment:
 * the code often lies below them, and one that we show ourselves is never what is looked for.
 */
import { setTimeout } from 'node:timers/promises'
import { BrowserWindow, desktopCapturer, screen, systemPreferences } from 'electron'
import { Refusal } from '../../core/present-failure.ts'
import { LIMITS } from '../../core/transfer/limits.ts'
import type { BgraPicture } from '../../core/transfer/qr-picture.ts'

/** Until the desktop has drawn what lies below a window that went, ms. */
const DRAWN_AFTER_MS = 300

/** @throws Refusal `screen-refused`: by the user in the portal's dialog (Wayland), or by the system's settings (macOS) */
export async function lookAtScreens(): Promise<readonly BgraPicture[]> {
  if (process.platform === 'darwin' && isRefused(systemPreferences.getMediaAccessStatus('screen'))) {
    throw new Refusal('screen-refused')
  }
  const pictures = await withoutOurWindows(takePictures)
  if (pictures.length === 0) throw new Refusal('screen-refused')
  return pictures
}

async function takePictures(): Promise<readonly BgraPicture[]> {
  try {
    const sources = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize: largestDisplay() })
    return sources
      .filter(({ thumbnail }) => !thumbnail.isEmpty())
      .map(({ thumbnail }) => ({ ...thumbnail.getSize(), bgra: thumbnail.toBitmap() }))
  } catch (error) {
    throw new Refusal('screen-refused', {}, { cause: error })
  }
}

/** In pixels, so that no picture is made smaller; within what the reader takes. */
function largestDisplay(): { width: number; height: number } {
  const sizes = screen.getAllDisplays().map(({ size, scaleFactor }) => ({
    width: Math.round(size.width * scaleFactor),
    height: Math.round(size.height * scaleFactor)
  }))
  const width = Math.max(...sizes.map((size) => size.width))
  const height = Math.max(...sizes.map((size) => size.height))
  const shrinking = Math.min(1, Math.sqrt(LIMITS.imagePixels / (width * height)))
  return { width: Math.floor(width * shrinking), height: Math.floor(height * shrinking) }
}

async function withoutOurWindows<T>(task: () => Promise<T>): Promise<T> {
  const focused = BrowserWindow.getFocusedWindow()
  const hidden = BrowserWindow.getAllWindows().filter((window) => window.isVisible() && !window.isMinimized())
  const places = hidden.map((window) => window.getBounds())
  for (const window of hidden) window.hide()
  try {
    if (hidden.length > 0) await setTimeout(DRAWN_AFTER_MS)
    return await task()
  } finally {
    hidden.forEach((window, at) => {
      if (window.isDestroyed()) return
      window.showInactive()
      // X11's window managers place a window anew that comes back.
      const place = places[at]
      if (place !== undefined) window.setBounds(place)
    })
    if (focused?.isDestroyed() === false) focused.focus()
  }
}

function isRefused(status: ReturnType<typeof systemPreferences.getMediaAccessStatus>): boolean {
  return status === 'denied' || status === 'restricted'
}
