/** The system's clipboard, through the small programs that desktops have for it. The code goes to their standard input. */
import { spawn } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

export interface ClipboardTool {
  readonly program: string
  readonly args: readonly string[]
}

const TOOLS: readonly ClipboardTool[] = [
  { program: 'wl-copy', args: ['--type', 'text/plain'] },
  { program: 'xclip', args: ['-selection', 'clipboard'] },
  { program: 'xsel', args: ['--clipboard', '--input'] },
  { program: 'pbcopy', args: [] },
  { program: 'clip.exe', args: [] }
]

const DEADLINE_MS = 3000

/** The clipboard programs of this machine; empty where there is none. One that can't reach its desktop fails at once. */
export async function findClipboardTools(env: NodeJS.ProcessEnv): Promise<readonly ClipboardTool[]> {
  const found = await Promise.all(
    TOOLS.map(async (tool) => ((await isThere(tool.program, env)) ? [tool] : []))
  )
  return found.flat()
}

/** Copies a text; gives whether one of the programs took it. */
export async function copyToClipboard(text: string, tools: readonly ClipboardTool[]): Promise<boolean> {
  for (const tool of tools) {
    if (await feed(tool, text)) return true
  }
  return false
}

async function isThere(program: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  for (const folder of (env.PATH ?? '').split(delimiter).filter((part) => part !== '')) {
    try {
      await access(join(folder, program), constants.X_OK)
      return true
    } catch {
      // Not in this folder: look on.
    }
  }
  return false
}

function feed({ program, args }: ClipboardTool, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    // `exit` and not `close`: xclip and wl-copy leave a child behind that serves the clipboard.
    const child = spawn(program, args, {
      stdio: ['pipe', 'ignore', 'ignore'],
      timeout: DEADLINE_MS,
      windowsHide: true
    })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
    // A program that ends without reading says so by its exit code.
    child.stdin.on('error', () => undefined)
    child.stdin.end(text)
  })
}
