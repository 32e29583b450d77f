// Draws what is in sight and half a screen to each side, moves that as a whole, and draws anew when it is used up.
const NS = 'http://www.w3.org/2000/svg'
function make(parent, name, attributes, text) {
  const element = document.createElementNS(NS, name)
  for (const key in attributes) element.setAttribute(key, attributes[key])
  if (text !== undefined) element.textContent = text
  parent.append(element)
  return element
}
const frame = $('view')
const gutter = document.createElement('div')
const plot = document.createElement('div')
gutter.className = 'gutter'
gutter.setAttribute('aria-hidden', 'true')
plot.className = 'plot'
plot.setAttribute('role', 'group')
plot.setAttribute('aria-label', 'Timeline')
plot.setAttribute('aria-describedby', 'hint')
plot.tabIndex = 0
const world = document.createElementNS(NS, 'svg')
world.setAttribute('class', 'world')
plot.append(world)
const hint = document.createElement('p')
hint.id = 'hint'
hint.textContent = 'Arrow keys go from event to event, Enter opens one, + and − zoom, Shift with an arrow moves along. '
  + 'Drag to move; Ctrl with the wheel, or two fingers, zoom.'
frame.append(gutter, plot, hint)

const least = () => view.width / (LAST - FIRST + 1)
const most = () => Math.max(least(), 40)
let drawn = { from: 0, until: -1, scale: 0, cost: 0 }
let current = null
const elements = new Map()
const ruler = document.createElement('canvas').getContext('2d')
const widths = new Map()
function room(text, strong) {
  const key = strong + text
  if (!widths.has(key)) {
    ruler.font = `${strong ? 600 : 400} 12px ${getComputedStyle(document.body).fontFamily}`
    widths.set(key, ruler.measureText(text).width + 6)
  }
  return widths.get(key)
}

function ticks() {
  const year = view.scale * 365.25
  const found = []
  const [a, b] = [FIRST, LAST].map(day => date(day).getUTCFullYear())
  const step = [1, 2, 5, 10, 20, 50, 100, 500, 1000].find(s => s * year > 48) || 5000
  const months = year > 2400 ? 1 : year > 500 ? 3 : 12
  for (let y = Math.floor(a / step) * step; y <= b; y += step) {
    for (let m = 0; m < (step > 1 ? 1 : 12); m += months) {
      const stamp = new Date(0)
      stamp.setUTCFullYear(y, m, 1)
      found.push([stamp / 864e5, m ? MONTHS[m].slice(0, 3) : y < 1 ? `${1 - y} BC` : `${y}`])
    }
  }
  return found
}

function draw() {
  const { scale, width } = view
  const arrangement = arrangements[view.lanes]
  const x0 = at(view.left, scale)
  const from = x0 - width / 2, until = x0 + 1.5 * width
  const began = performance.now()
  clearTimeout(settling)
  const had = world.contains(document.activeElement)
  const next = document.createDocumentFragment()
  const isIn = (a, b) => b >= from && a <= until
  const bound = x => Math.max(from, Math.min(until, x))
  for (const lane of arrangement.lanes) {
    make(next, 'rect', { class: 'lane', x: from, y: lane.top, width: until - from, height: lane.height })
    for (const [a, b] of lane.seats) {
      const x = bound(a === null ? from : at(a, scale)), end = bound(b === null ? until : at(b, scale))
      if (end > x) make(next, 'rect', { class: 'seat', x, y: lane.top, width: end - x, height: lane.height })
    }
  }
  const single = data.processes.length === 1
  const taken = []
  for (const [process, a, b, caption] of data.episodes) {
    const lane = arrangement.lanes.find(lane => lane.process === process)
    if (!single && !lane) continue
    const x = bound(at(a, scale)), end = bound(b === null ? until : at(b, scale))
    if (end <= x && !isIn(x, end)) continue
    const top = lane ? lane.top : AXIS, height = lane ? lane.height : arrangement.height - AXIS - GAP
    make(next, 'rect', { class: 'pause', x, y: top, width: Math.max(1.5, end - x), height })
    make(next, 'path', { class: 'edge', d: `M${x} ${top}v${height}` })
    if (b !== null) make(next, 'path', { class: 'edge open', d: `M${end} ${top}v${height}` })
    const words = cut(caption[0].toUpperCase() + caption.slice(1), 60), need = room(words, false)
    // Before its line where there is no room behind it; but there nothing is said twice.
    const isBefore = x + 3 + need > at(LAST + 1, scale)
    const start = isBefore ? Math.max(0, x - 3 - need) : x + 3
    const row = taken.findIndex(used => used < start)
    const isTwice = isBefore && row !== 0 && taken.length && data.episodes.some(other => other[3] === caption && other[1] < a)
    if (single && !isTwice && (row >= 0 || taken.length < 2)) {
      const y = AXIS - 4 - 13 * (row < 0 ? taken.length : row)
      make(next, 'text', { class: 'cap', x: start, y }, words)
      taken[row < 0 ? taken.length : row] = start + need
    }
  }
  for (const [day, text] of ticks()) {
    const x = at(day, scale)
    if (x < 0 || !isIn(x, x + 50)) continue
    make(next, 'path', { class: 'grid', d: `M${x} 4V${arrangement.height - GAP}` })
    if (x + 4 + room(text, false) <= at(LAST + 1, scale)) make(next, 'text', { class: 'axis', x: x + 4, y: 15 }, text)
  }
  const { all, rows, ends } = units()
  const inSight = all.filter(unit => isIn(unit.anchor - HALF, unit.band ? unit.anchor : unit.high))
  links(next, all, isIn)
  elements.clear()
  for (const lane of arrangement.lanes) bands(next, lane, isIn, until)
  for (const unit of inSight) if (!unit.band) mark(next, unit, arrangement, inSight.length > 300)
  for (const [key, row] of rows) label(next, row.filter(unit => isIn(unit.low - 300, unit.high + 300)), ends.get(key) ?? [])
  const x = at(view.day + 1, scale)
  if (isIn(x, x)) make(next, 'path', { id: 'now', class: 'now', d: `M${x} 20V${arrangement.height - GAP}` })
  world.replaceChildren(next)
  world.setAttribute('viewBox', `${from} 0 ${until - from} ${arrangement.height}`)
  world.setAttribute('width', until - from)
  world.setAttribute('height', arrangement.height)
  gutter.style.height = plot.style.height = arrangement.height + 'px'
  fade()
  drawn = { from, until, scale, cost: performance.now() - began }
  place()
  rove(had)
}

function fade() {
  for (const element of elements.values()) {
    const { unit } = element
    element.classList.toggle('later', unit.items.length > 0 && unit.items.every(item => item.marks[0].from > view.day))
  }
}

// Puts what is drawn where it belongs; draws first if that does not reach.
let waiting = false, settling = 0
function place() {
  const x = at(view.left, view.scale), ratio = view.scale / drawn.scale
  if (ratio !== 1 && drawn.scale && drawn.cost > 8) {
    // Too much to draw anew for every frame: stretched until the reader pauses.
    world.style.transform = `translateX(${drawn.from * ratio - x}px) scaleX(${ratio})`
    clearTimeout(settling)
    settling = setTimeout(draw, 140)
    return
  }
  if (drawn.scale !== view.scale || x < drawn.from || x + view.width > drawn.until) return draw()
  world.style.transform = `translateX(${drawn.from - x}px)`
  // What lies ahead is drawn while the reader rests.
  clearTimeout(settling)
  if (Math.abs(x - drawn.from - view.width / 2) > view.width / 5) settling = setTimeout(draw, 160)
}
function soon() {
  if (waiting) return
  waiting = true
  requestAnimationFrame(() => { waiting = false; place() })
}

function rove(focus) {
  const target = elements.get(current) || elements.values().next().value
  for (const element of elements.values()) element.setAttribute('tabindex', '-1')
  if (!target) return
  target.setAttribute('tabindex', '0')
  if (focus) target.focus({ preventScroll: true })
}
