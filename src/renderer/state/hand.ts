/** Whether the hand came by a key last, or by the pointer: what is made anew shows a ring only in the first case. */
let byKeys = false
document.addEventListener('keydown', () => (byKeys = true), { capture: true })
document.addEventListener('pointerdown', () => (byKeys = false), { capture: true })

export function cameByKeys(): boolean {
  return byKeys
}
