/** Words of the terminal, in English. */

export const terminal = {
  name: 'zeroskew'
}
