/* global document, window */
window.notes = []
window.api.onNote((note) => window.notes.push(note))
document.addEventListener('dragover', (event) => event.preventDefault())
document.addEventListener('drop', (event) => {
  event.preventDefault()
  const [file] = event.dataTransfer.files
  window.api.ask('read', window.api.pathOf(file)).then((text) => {
    document.querySelector('#dropped').textContent = `${file.name}: ${text}`
  })
})
