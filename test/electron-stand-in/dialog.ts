/** Electron's `dialog`: tests queue the answers; without one, a dialog is cancelled. A person gets a real one to open files. */

/** What was shown, for tests to look at. */
export interface ShownDialog {
  readonly kind: 'message' | 'open' | 'save' | 'error'
  readonly options: unknown
}

/** Dialogs shown so far. */
export const shownDialogs: ShownDialog[] = []

/** Answers of the next dialogs, first come first served. */
export const queuedAnswers: unknown[] = []

/** How a person is asked for files; tests have their queue. */
let chooseFiles: ((options: Electron.OpenDialogOptions) => Promise<readonly string[]>) | null = null

/** Shows a real file dialog from now on. */
export function useFileChooser(choose: typeof chooseFiles): void {
  chooseFiles = choose
}

function ask(kind: ShownDialog['kind'], args: readonly unknown[]): unknown {
  // The window before the options is optional.
  shownDialogs.push({ kind, options: args.at(-1) })
  return queuedAnswers.shift()
}

/** Electron's `dialog`. */
export const dialog = {
  showMessageBox: (...args: readonly unknown[]): Promise<unknown> => {
    const { cancelId = 0 } = args.at(-1) as Electron.MessageBoxOptions
    return Promise.resolve(ask('message', args) ?? { response: cancelId, checkboxChecked: false })
  },
  showOpenDialog: async (...args: readonly unknown[]): Promise<unknown> => {
    const queued = ask('open', args)
    if (queued !== undefined) return queued
    const filePaths = (await chooseFiles?.(args.at(-1) as Electron.OpenDialogOptions)) ?? []
    return { canceled: filePaths.length === 0, filePaths }
  },
  showSaveDialog: (...args: readonly unknown[]): Promise<unknown> =>
    Promise.resolve(ask('save', args) ?? { canceled: true, filePath: '' }),
  showErrorBox: (title: string, content: string): void => {
    ask('error', [{ title, content }])
    console.error(`${title}: ${content}`)
  }
}
