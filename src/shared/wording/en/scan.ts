/** Words about QR codes on the screen and before the camera, in English. */

export const scan = {
  fromScreen: 'From the screen',
  fromScreenHint: 'Finds QR codes on all screens; this window hides for a moment',
  byCamera: 'With the camera…',
  byCameraHint: 'For a QR code on paper or on a phone',
  title: 'Scan a QR code',
  picture: 'Picture of the camera',
  starting: 'Starting the camera…',
  looking: 'Hold the QR code before the camera, so that it fills about half of the picture.',
  privacy: 'The pictures stay on this computer, and none is kept.',
  progress: (scanned: number, of: number): string => `${scanned} of ${of} scanned. Show the next code.`,
  trouble: {
    refused:
      'The camera may not be used. Allow it in the system’s settings, or take a screenshot of the code instead.',
    none: 'There is no camera here. Connect one, or take a screenshot of the code instead.',
    busy: 'The camera can’t be started; perhaps another program has it. Close that, then try again.',
    ended: 'The camera was disconnected. Connect it, then try again.'
  },
  foreign: 'This QR code holds no account. Show the one for setting up an authenticator.',
  again: 'Try again'
}
