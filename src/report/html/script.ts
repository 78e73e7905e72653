/**
 * The script of the page: search, filters, expand all, copy, and opening what a link leads to. Without it everything can still be read.
 * The fragment always names what was opened last, so that it can be passed on, and survives a reload.
 */
export const SCRIPT: string = `
'use strict'
const all = (selector, root = document) => [...root.querySelectorAll(selector)]
const byId = (id) => document.getElementById(id)
const groups = all('.group').reverse()
const tools = byId('tools')
const search = byId('search')
const expand = byId('expand')
const shown = byId('shown')
const status = byId('status')
const folder = byId('folder')

const total = Number(tools.dataset.total)

// The lines of a long page are text in noscript elements, which costs nothing until they come into sight, and so are their details until they are opened.
const ROW_PX = 38
// More than a reader looks through, and than a browser opens at once.
const MAX_OPEN = 500
const sight = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) fill(target)
}, { rootMargin: '600px' })
const chunks = all('.chunk')
// Details by their elements, lines by their chunks.
const [details, linesOf] = [new WeakMap(), new Map()]
const rows = all('.item').map((row) => {
  const line = row.firstElementChild
  return lineOf({ row, place: row, tone: row.dataset.tone, status: line.querySelector('.status').textContent, text: line.textContent })
})

function lineOf({ status, text, ...line }) {
  return { ...line, status: /^\\d/.test(status) ? status[0] : '-', text: text.toLowerCase(), isShown: true }
}

const MEANINGS = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&#x60;': '\`', '&#x3D;': '=' }
const plain = (html) => html.replace(/<[^>]*>/g, '').replace(/&[^;]{2,4};/g, (written) => MEANINGS[written] || written)

// What can be looked for in a chunk, without making elements of it.
function read(chunk) {
  const source = chunk.firstElementChild
  if (!linesOf.has(chunk)) {
    const found = source.textContent.matchAll(/<details class="item [^]*?data-tone="(\\w+)"><summary>([^]*?)<\\/summary>/g)
    const lines = [...found].map(([, tone, html]) => lineOf({ place: chunk, tone, status: /class="status [^"]*">([^<]*)/.exec(html)[1], text: plain(html) }))
    linesOf.set(chunk, lines)
    rows.push(...lines)
  }
  return linesOf.get(chunk)
}

function fill(chunk) {
  const source = chunk.firstElementChild
  if (!source || source.tagName !== 'NOSCRIPT') return
  sight.unobserve(chunk)
  const lines = read(chunk)
  const texts = []
  chunk.innerHTML = source.textContent.replace(/<!--detail-->([^]*?)<!--\\/detail-->/g, (_, text) => {
    texts.push(text)
    return ''
  })
  all('.item', chunk).forEach((row, index) => {
    lines[index].row = row
    row.hidden = !lines[index].isShown
    details.set(row.lastElementChild, texts[index])
  })
  chunk.style.minHeight = ''
}

function stretch(chunk, count) {
  if (chunk.firstElementChild.tagName === 'NOSCRIPT') chunk.style.minHeight = count * ROW_PX + 'px'
}

function fillAll() {
  chunks.forEach(fill)
}

function fillDetail(detail) {
  const text = details.get(detail)
  if (text === undefined) return
  details.delete(detail)
  detail.innerHTML = text
}

function find(id) {
  const found = byId(id)
  if (found) return found
  const mark = 'id="' + id + '"'
  const chunk = /^r\\d+-/.test(id) && chunks.find((each) => each.firstElementChild.tagName === 'NOSCRIPT' && each.textContent.includes(mark))
  if (chunk) fill(chunk)
  return byId(id)
}

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
  chunks.forEach(read)
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean)
  const tone = tools.elements.show.value
  const inFolder = folders.get(folder.value)
  let count = 0
  for (const each of rows) {
    each.isShown = (tone === '' || each.tone === tone) && (status.value === '' || each.status === status.value) &&
      (!inFolder || inFolder.some((group) => group.contains(each.place))) && words.every((word) => each.text.includes(word))
    if (each.row && each.row.hidden === each.isShown) each.row.hidden = !each.isShown
    if (each.isShown) count += 1
  }
  for (const [chunk, lines] of linesOf) {
    const shownLines = lines.filter((line) => line.isShown).length
    chunk.hidden = shownLines === 0
    stretch(chunk, shownLines)
  }
  const isFiltered = tone !== '' || words.length > 0 || status.value !== '' || inFolder !== undefined
  for (const group of groups) {
    group.hidden = !group.querySelector(chunks.length > 0 ? '.chunk:not([hidden])' : '.item:not([hidden])')
    if (isFiltered && !group.hidden) group.open = true
  }
  say(isFiltered ? count + ' of ' + total : undefined)
}

function say(text) {
  shown.value = text || total + (total === 1 ? ' request' : ' requests')
}

function reveal() {
  const id = decodeURIComponent(location.hash.slice(1))
  // The code of a request is in its detail, which is filled when it is opened.
  const target = find(id.replace(/-code$/, ''))
  if (!target || !target.classList.contains('detail')) return
  fillDetail(target)
  for (let box = target.closest('details'); box; box = box.parentElement.closest('details')) {
    box.open = true
    box.hidden = false
    const chunk = box.closest('.chunk')
    if (chunk) chunk.hidden = false
  }
  const line = target.parentElement.firstElementChild
  line.focus({ preventScroll: true })
  const place = byId(id)
  ;(place && place !== target ? place : target.parentElement).scrollIntoView({ block: 'start' })
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

// A body that was shown before stands in the page once.
function share(box) {
  for (const place of all('.body.same', box)) {
    const link = place.querySelector('a')
    const home = find(link.hash.slice(1))
    if (!home) continue
    fillDetail(home)
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
  if (isOpening) fillAll()
  for (const box of all('.item:not([hidden])').slice(0, isOpening ? MAX_OPEN : undefined)) box.open = isOpening
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
  fillDetail(target.lastElementChild)
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
  fillAll()
  for (const box of all('.card details')) box.open = true
})
addCopyButtons(document.querySelector('.failures') || document.createElement('p'))
for (const chunk of chunks) {
  stretch(chunk, chunk.dataset.count)
  sight.observe(chunk)
}
say()
reveal()
`
