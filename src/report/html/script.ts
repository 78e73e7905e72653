/**
 * The script of the page: search, filters, expand all, copy, and opening what a link leads to. Without it everything can still be read.
 * The fragment always names what was opened last, so that it can be passed on, and survives a reload.
 */
export const SCRIPT: string = `
'use strict'
const all = (selector, root = document) => [...root.querySelectorAll(selector)]
const byId = (id) => document.getElementById(id)
const rows = all('.item').map((row) => {
  const line = row.firstElementChild
  const status = line.querySelector('.status').textContent
  return { row, tone: row.dataset.tone, status: /^\\d/.test(status) ? status[0] : '-', text: line.textContent.toLowerCase() }
})
const groups = all('.group').reverse()
const tools = byId('tools')
const search = byId('search')
const expand = byId('expand')
const shown = byId('shown')
const status = byId('status')
const folder = byId('folder')

function foldersByPath() {
  const folders = new Map()
  for (const group of all('.group.folder')) {
    const parents = []
    for (let at = group; at; at = at.parentElement.closest('.group.folder')) parents.unshift(at.querySelector('summary > :first-child').textContent)
    const path = parents.join(' / ')
    if (!folders.has(path)) folders.set(path, [])
    folders.get(path).push(group)
  }
  for (const path of folders.keys()) folder.add(new Option(path))
  folder.parentElement.hidden = folders.size === 0
  return folders
}

const folders = foldersByPath()

function apply() {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean)
  const tone = tools.elements.show.value
  const inFolder = folders.get(folder.value)
  let count = 0
  for (const each of rows) {
    const isShown = (tone === '' || each.tone === tone) && (status.value === '' || each.status === status.value) &&
      (!inFolder || inFolder.some((group) => group.contains(each.row))) && words.every((word) => each.text.includes(word))
    if (each.row.hidden === isShown) each.row.hidden = !isShown
    if (isShown) count += 1
  }
  const isFiltered = tone !== '' || words.length > 0 || status.value !== '' || inFolder !== undefined
  for (const group of groups) {
    group.hidden = !group.querySelector('.item:not([hidden])')
    if (isFiltered && !group.hidden) group.open = true
  }
  shown.value = isFiltered ? count + ' of ' + rows.length : rows.length + (rows.length === 1 ? ' request' : ' requests')
}

function reveal() {
  const target = byId(decodeURIComponent(location.hash.slice(1)))
  if (!target || !target.classList.contains('detail')) return
  for (let box = target.closest('details'); box; box = box.parentElement.closest('details')) {
    box.open = true
    box.hidden = false
  }
  const line = target.parentElement.firstElementChild
  line.focus({ preventScroll: true })
  target.parentElement.scrollIntoView({ block: 'start' })
}

async function copy(button, source) {
  const text = source.textContent
  try {
    await navigator.clipboard.writeText(text)
    button.textContent = 'Copied'
  } catch {
    button.textContent = 'Press Ctrl+C'
    getSelection().selectAllChildren(source)
  }
  setTimeout(() => { button.textContent = 'Copy' }, 1500)
}

// Details of a long page are a noscript element: text that costs nothing until it is wanted.
function fill(box) {
  const text = box.querySelector(':scope > .detail > noscript')
  if (text) text.parentElement.innerHTML = text.textContent
}

// A body that was shown before stands in the page once.
function share(box) {
  for (const place of all('.body.same', box)) {
    const link = place.querySelector('a')
    const home = byId(link.hash.slice(1))
    if (!home) continue
    fill(home.parentElement)
    const body = byId(place.dataset.body)
    if (!body) continue
    const twin = body.cloneNode(true)
    twin.removeAttribute('id')
    for (const button of all('button', twin)) button.remove()
    place.replaceWith(twin)
  }
}

function addCopyButtons(box) {
  for (const source of all('.copy-text, .compare pre', box)) {
    if (source.nextElementSibling && source.nextElementSibling.classList.contains('copy')) continue
    const button = document.createElement('button')
    button.className = 'copy'
    button.type = 'button'
    button.textContent = 'Copy'
    button.addEventListener('click', () => copy(button, source))
    source.after(button)
    if (source.tagName === 'PRE') source.parentElement.classList.add('copyable')
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
  const isTyping = /^(?:INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== 'radio'
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping) {
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
  share(target)
  addCopyButtons(target)
}, true)
document.addEventListener('click', (event) => {
  const line = event.target.closest && event.target.closest('.item > summary')
  if (line && !line.parentElement.open) history.replaceState(null, '', '#' + line.nextElementSibling.id)
  const link = event.target.closest && event.target.closest('a[href^="#"]')
  if (link && link.hash === location.hash) reveal()
})
addEventListener('hashchange', reveal)
addEventListener('beforeprint', () => {
  for (const box of all('.card details')) box.open = true
})
addCopyButtons(document.querySelector('.failures') || document.createElement('p'))
apply()
reveal()
`
