// The only script of the page. Everything works without it: it sets the eye on what is wrong, takes files that are dropped,
// warns before words are lost, keeps the program awake while somebody types, and sends nothing to anybody else.
'use strict'

const errors = document.getElementById('errors')
if (errors) errors.focus()

/** Whether the program that made this page is the one that answers. */
const isOpen = () => fetch('/awake').then((answer) => answer.text()).then((proof) => proof === document.documentElement.dataset.proof, () => false)

/** The forms in which something was typed that was not sent yet. */
const changed = new Set()
let told = 0
for (const form of document.querySelectorAll('form')) {
  let state = 'waits'
  // What was wrong came back to be mended: it is on no disk yet.
  if (errors && form.action.includes('/answer')) changed.add(form)
  form.addEventListener('input', () => {
    changed.add(form)
    if (Date.now() - told < 60000) return
    told = Date.now()
    isOpen()
  })
  form.addEventListener('submit', async (event) => {
    if (state === 'sends') return
    event.preventDefault()
    if (state === 'asks') return
    state = 'asks'
    const isSent = await isOpen()
    state = isSent ? 'sends' : 'waits'
    const ended = document.getElementById('ended')
    ended.hidden = isSent
    if (!isSent) return ended.focus()
    changed.delete(form)
    form.requestSubmit(event.submitter)
  })
}
addEventListener('pageshow', (event) => { if (event.persisted) location.reload() })
addEventListener('beforeunload', (event) => { if (changed.size > 0) event.preventDefault() })

for (const place of document.querySelectorAll('.drop')) {
  const input = place.querySelector('input[type=file]')
  place.addEventListener('dragover', (event) => event.preventDefault())
  place.addEventListener('drop', (event) => {
    event.preventDefault()
    input.files = event.dataTransfer.files
    input.focus()
  })
}
