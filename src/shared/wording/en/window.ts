/** Words of the windows, in English. */

export const window = {
  appName: 'Zeroskew'
}
