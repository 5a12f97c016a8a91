// The only script of the page. Everything works without it: it sets the eye on what is wrong, takes files that are dropped,
// warns before words are lost, and keeps the program awake while somebody types.
'use strict'

const errors = document.getElementById('errors')
if (errors) errors.focus()

let changed = false, told = 0
for (const form of document.querySelectorAll('main form')) {
  form.addEventListener('input', () => {
    changed = true
    if (Date.now() - told < 60000) return
    told = Date.now()
    const body = new URLSearchParams({ key: form.elements.key.value })
    fetch('/awake', { method: 'POST', body }).catch(() => {})
  })
  form.addEventListener('submit', () => { changed = false })
}
addEventListener('beforeunload', (event) => { if (changed) event.preventDefault() })

for (const place of document.querySelectorAll('.drop')) {
  const input = place.querySelector('input[type=file]')
  place.addEventListener('dragover', (event) => event.preventDefault())
  place.addEventListener('drop', (event) => {
    event.preventDefault()
    input.files = event.dataTransfer.files
    input.focus()
  })
}
