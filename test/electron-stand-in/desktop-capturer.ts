/** Electron's `desktopCapturer`: screens that a test describes; none where it said nothing, as where a person refuses. */
import type { ScreenPicture } from './control-protocol.ts'
import { nativeImage, type NativeImage } from './native-image.ts'

/** What the test says lies on each screen. */
export const screens: { pictures: readonly ScreenPicture[] } = { pictures: [] }

interface Source extends Pick<Electron.DesktopCapturerSource, 'id' | 'name' | 'display_id'> {
  readonly thumbnail: NativeImage
}

/** Thumbnails have their screen's own size, whatever size was asked for. */
export const desktopCapturer = {
  getSources: ({ types }: Pick<Electron.SourcesOptions, 'types'>): Promise<readonly Source[]> =>
    Promise.resolve(
      types.includes('screen')
        ? screens.pictures.map(({ width, height, bgra }, at) => ({
            id: `screen:${at}:0`,
            name: `Screen ${at + 1}`,
            display_id: String(at + 1),
            thumbnail: nativeImage.createFromBitmap(Buffer.from(bgra), { width, height })
          }))
        : []
    )
}
