/** What a window shows before its page is painted: the page's own ground (`--paper` of tokens.css), so that nothing flashes. */

export function paperFor(isDark: boolean): string {
  return isDark ? '#121417' : '#f7f6f3'
}
