/** The script of the page: search, filter, expand all, copy, and opening what a link leads to. Without it everything can still be read. */
export const SCRIPT: string = `
'use strict'
const all = (selector, root = document) => [...root.querySelectorAll(selector)]
const byId = (id) => document.getElementById(id)
const rows = all('.item').map((row) => ({ row, tone: row.dataset.tone, text: row.firstElementChild.textContent.toLowerCase() }))
const groups = all('.group').reverse()
const tools = byId('tools')
const search = byId('search')
const expand = byId('expand')
const shown = byId('shown')

function apply() {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean)
  const tone = tools.elements.show.value
  let count = 0
  for (const each of rows) {
    const isShown = (tone === '' || each.tone === tone) && words.every((word) => each.text.includes(word))
    each.row.hidden = !isShown
    if (isShown) count += 1
  }
  const isFiltered = tone !== '' || words.length > 0
  for (const group of groups) {
    group.hidden = !group.querySelector('.item:not([hidden])')
    if (isFiltered && !group.hidden) group.open = true
  }
  shown.value = isFiltered ? count + ' of ' + rows.length : rows.length + (rows.length === 1 ? ' request' : ' requests')
}

function reveal() {
  const target = byId(decodeURIComponent(location.hash.slice(1)))
  if (!target) return
  for (let box = target.closest('details'); box; box = box.parentElement.closest('details')) {
    box.open = true
    box.hidden = false
  }
  target.parentElement.scrollIntoView()
}

async function copy(button, text) {
  try {
    await navigator.clipboard.writeText(text)
    button.textContent = 'Copied'
  } catch {
    button.textContent = 'Press Ctrl+C'
    getSelection().selectAllChildren(button.parentElement.querySelector('pre'))
  }
  setTimeout(() => { button.textContent = 'Copy' }, 1500)
}

// Details of a long page are a noscript element: text that costs nothing until it is wanted.
function fill(box) {
  const text = box.querySelector(':scope > .detail > noscript')
  if (text) text.parentElement.innerHTML = text.textContent
}

function addCopyButtons(box) {
  for (const pre of all('.body > pre, .compare pre', box)) {
    if (pre.parentElement.classList.contains('copyable')) continue
    const frame = document.createElement('div')
    const button = document.createElement('button')
    frame.className = 'copyable'
    button.className = 'copy'
    button.type = 'button'
    button.textContent = 'Copy'
    button.addEventListener('click', () => copy(button, pre.textContent))
    pre.replaceWith(frame)
    frame.append(pre, button)
  }
}

tools.hidden = false
tools.addEventListener('input', apply)
tools.addEventListener('submit', (event) => event.preventDefault())
expand.addEventListener('click', () => {
  const isOpening = expand.textContent === 'Expand all'
  for (const box of all('.item:not([hidden])')) box.open = isOpening
  for (const box of groups) if (isOpening) box.open = true
  expand.textContent = isOpening ? 'Collapse all' : 'Expand all'
})
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && event.target !== search) {
    event.preventDefault()
    search.focus()
  }
  if (event.key === 'Escape' && event.target === search) {
    search.value = ''
    apply()
  }
})
document.addEventListener('toggle', ({ target }) => {
  if (!target.open || !target.classList.contains('item')) return
  fill(target)
  addCopyButtons(target)
}, true)
addEventListener('hashchange', reveal)
all('.failures .card').forEach(addCopyButtons)
apply()
reveal()
`
