/** The event objects that Electron gives to listeners which may say no. */

/** An event whose default can be prevented, with further fields of its own. */
export function preventable<F extends object>(
  fields: F
): F & { preventDefault(): void; readonly defaultPrevented: boolean } {
  let defaultPrevented = false
  return Object.defineProperties(
    {
      ...fields,
      preventDefault: () => {
        defaultPrevented = true
      }
    },
    { defaultPrevented: { get: () => defaultPrevented } }
  ) as F & { preventDefault(): void; readonly defaultPrevented: boolean }
}
