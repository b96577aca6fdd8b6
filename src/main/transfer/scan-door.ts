/** Whether the scan dialog is open: made before everything else, because the session's permission handlers ask it. */

export class ScanDoor {
  #isOpen = false

  get isOpen(): boolean {
    return this.#isOpen
  }

  open(): void {
    this.#isOpen = true
  }

  close(): void {
    this.#isOpen = false
  }
}
