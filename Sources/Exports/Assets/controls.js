// What the reader does: choose, search, zoom, move, and go from event to event.
const clamp = (value, low, high) => Math.max(low, Math.min(high, value))

function move(left) {
  view.left = clamp(left, FIRST, Math.max(FIRST, LAST + 1 - view.width / view.scale))
  soon()
}
// Zooms around a place, counted from the left edge of the plot.
function zoom(factor, x = view.width / 2) {
  const day = view.left + x / view.scale
  view.scale = clamp(view.scale * factor, least(), most())
  move(day - x / view.scale)
}
function whole() {
  view.scale = least()
  move(FIRST)
}

const isNarrow = matchMedia('(max-width: 640px)')
let narrow = isNarrow.matches
function resize() {
  const width = plot.clientWidth
  if (!width || width === view.width) return
  const wasWhole = view.scale <= least() * 1.001
  view.width = width
  if (isNarrow.matches !== narrow) {
    narrow = isNarrow.matches
    lay(narrow)
    names()
  }
  if (wasWhole || view.scale < least()) view.scale = least()
  drawn.scale = 0
  move(view.left)
}

function filter() {
  const [party, track, type] = ['party', 'track', 'type'].map(id => $(id).value)
  const search = $('search').value.trim().toLowerCase()
  const numbers = [data.parties.findIndex(([id]) => id === party), data.tracks.indexOf(track), data.types.indexOf(type)]
  const isAll = !party && !track && !type && !search
  const events = new Set()
  writeAll()
  data.events.forEach(([kind, strand, parties], event) => {
    const item = $('e' + event)
    const fits = isAll || (!party || parties.includes(numbers[0])) && (!track || strand === numbers[1])
      && (!type || kind === numbers[2]) && (!search || item.textContent.toLowerCase().includes(search))
    if (item.hidden === fits) item.hidden = !fits
    if (fits) events.add(event)
  })
  let heading = null
  for (const part of $('events').querySelectorAll(':scope > h3, :scope > ol')) {
    const isList = part.nodeName === 'OL'
    part.hidden = !isList || !part.querySelector(':scope > li:not([hidden])')
    if (!isList) heading = part
    else if (!part.hidden) heading.hidden = false
  }
  view.events = events
  view.wanted = isAll ? null : new Set(items.filter(({ marks }) =>
    marks.some(mark => mark.events.some(event => events.has(event)))).map(item => item.number))
  $('found').textContent = isAll ? '' : `${events.size} of ${data.events.length} events`
  drawn.scale = 0
  soon()
}

for (const id of ['party', 'track', 'type']) $(id).addEventListener('change', filter)
let typing = 0
$('search').addEventListener('input', () => { clearTimeout(typing); typing = setTimeout(filter, 120) })
$('tools').addEventListener('submit', event => event.preventDefault())
$('lanes').addEventListener('change', () => {
  view.lanes = +$('lanes').value
  names()
  drawn.scale = 0
  soon()
})
$('in').addEventListener('click', () => zoom(1.6))
$('out').addEventListener('click', () => zoom(1 / 1.6))
$('whole').addEventListener('click', whole)

$('slider').addEventListener('input', () => show(+$('slider').value))
$('date').addEventListener('change', () => {
  const day = Math.round(Date.parse($('date').value) / 864e5)
  if (day === day) show(day)
})
const turns = [...new Set(data.events.map(([, , , day]) => day).filter(day => day !== null))].sort((a, b) => a - b)
$('before').addEventListener('click', () => show(turns.findLast(day => day < view.day) ?? view.day))
$('after').addEventListener('click', () => show(turns.find(day => day > view.day) ?? view.day))

plot.addEventListener('wheel', event => {
  const isAlong = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)
  // The wheel alone moves the page, unless the reader has gone into the picture.
  if (!isAlong && !event.ctrlKey && !event.metaKey && !plot.contains(document.activeElement)) return
  event.preventDefault()
  const delta = (event.deltaX || event.deltaY) * (event.deltaMode ? 20 : 1)
  if (isAlong && !event.ctrlKey) move(view.left + delta / view.scale)
  else zoom(Math.exp(-event.deltaY * (event.deltaMode ? 20 : 1) / 400), event.clientX - plot.getBoundingClientRect().left)
}, { passive: false })

const fingers = new Map()
let dragged = 0
plot.addEventListener('pointerdown', event => {
  if (event.button) return
  fingers.set(event.pointerId, event.clientX)
  if (fingers.size === 1) dragged = 0
})
plot.addEventListener('pointermove', event => {
  if (!fingers.has(event.pointerId)) return
  const before = [...fingers.values()]
  const by = event.clientX - fingers.get(event.pointerId)
  fingers.set(event.pointerId, event.clientX)
  dragged += Math.abs(by)
  if (dragged > 4 && !plot.hasPointerCapture(event.pointerId)) plot.setPointerCapture(event.pointerId)
  if (fingers.size === 1) return move(view.left - by / view.scale)
  const after = [...fingers.values()]
  const [old, now] = [Math.abs(before[0] - before[1]), Math.abs(after[0] - after[1])]
  if (old > 10) zoom(now / old, (after[0] + after[1]) / 2 - plot.getBoundingClientRect().left)
})
for (const name of ['pointerup', 'pointercancel']) {
  plot.addEventListener(name, event => fingers.delete(event.pointerId))
}
plot.addEventListener('click', event => {
  const chosen = event.target.closest('.mark')
  if (chosen && dragged < 5) open(chosen.unit)
})

// What a sign is called shows under the mouse.
plot.addEventListener('pointerover', event => {
  const under = event.target.closest('.mark')
  if (under && !under.querySelector('title')) make(under, 'title', {}, under.getAttribute('aria-label'))
})

// Brings a unit into sight and gives it the focus.
function go(unit) {
  if (!unit) return
  current = keyOf(unit)
  const x = unit.anchor - at(view.left, view.scale)
  if (x < 2 * HALF || x > view.width - 2 * HALF) move(FIRST + (unit.anchor - view.width / 2) / view.scale)
  if (drawn.scale === view.scale) place(); else draw()
  rove(true)
}
function beyond(all, unit, direction) {
  let best = null, least = Infinity
  for (const other of all) {
    const apart = (other.y - unit.y) * direction
    const distance = apart + Math.abs(other.anchor - unit.anchor) * 2
    if (apart > 1 && distance < least) { best = other; least = distance }
  }
  return best
}
plot.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const focused = document.activeElement.unit
  const { all } = units()
  const unit = focused && (all.find(other => keyOf(other) === keyOf(focused)) || all[0])
  const screen = view.width / view.scale
  const act = {
    '+': () => zoom(1.6, unit && unit.anchor - at(view.left, view.scale)),
    '=': () => zoom(1.6, unit && unit.anchor - at(view.left, view.scale)),
    '-': () => zoom(1 / 1.6), 0: whole,
    ArrowRight: () => event.shiftKey ? move(view.left + screen / 6) : go(unit ? all[unit.index + 1] : elements.values().next().value?.unit),
    ArrowLeft: () => event.shiftKey ? move(view.left - screen / 6) : go(unit && all[unit.index - 1]),
    ArrowDown: () => unit && go(beyond(all, unit, 1)),
    ArrowUp: () => unit && go(beyond(all, unit, -1)),
    Home: () => go(all[0]), End: () => go(all[all.length - 1]),
    PageDown: () => move(view.left + screen * 0.8), PageUp: () => move(view.left - screen * 0.8),
    Enter: () => unit && open(unit), ' ': () => unit && open(unit),
  }[event.key]
  if (!act) return
  event.preventDefault()
  act()
})

function names() {
  const arrangement = arrangements[view.lanes]
  plot.setAttribute('aria-label', `Timeline by ${arrangement.name}: ${arrangement.lanes.map(lane => lane.title).join(', ')}`.slice(0, 600))
  gutter.replaceChildren(...arrangement.lanes.map(lane => {
    const name = element('span', lane.title)
    name.style.top = lane.top + 'px'
    return name
  }))
}

document.documentElement.classList.add('live')
for (const id of ['tools', 'view', 'days']) $(id).hidden = false
if (Number.isNaN(Date.parse($('date').min)) || !/^\d{4}-/.test($('date').max)) $('date').parentNode.hidden = true
view.width = plot.clientWidth || 800
view.scale = least()
lay(narrow)
names()
show(view.day)
draw()
new ResizeObserver(resize).observe(plot)
seek()
performance.mark('parley-ready')
later(writeLater)
