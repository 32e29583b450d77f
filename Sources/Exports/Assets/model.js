'use strict'
// What the page holds: places and days come from the data, words from the list of events.
const $ = id => document.getElementById(id)
const data = JSON.parse($('data').textContent)
const [FIRST, LAST] = data.axis
const ROW = 24, STRIP = 18, PAD = 5, GAP = 4, HALF = 12, AXIS = 46
const view = { lanes: 0, scale: 1, left: FIRST, width: 800, day: data.day, wanted: null, isLarge: data.items.length > 2000 }

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
  'November', 'December']
const date = day => new Date(day * 864e5)
const iso = day => date(day).toISOString().slice(0, 10)
function dayInWords(day) {
  const d = date(day), year = d.getUTCFullYear()
  return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]} ${year < 1 ? `${1 - year} BC` : year}`
}

const items = data.items.map(([weight, label, contested, marks], number) => ({
  number, weight, label, contested, first: marks[0][0][0],
  marks: marks.map(([events, glyph, from, until, doubt]) => ({ events, glyph, from, until, doubt })),
}))
const ROUND = 0 // the place of the round among the glyphs
const at = (day, scale) => (day - FIRST) * scale
const anchor = (mark, scale) => at(mark.glyph === ROUND ? mark.from + 0.5 : (mark.from + mark.until + 1) / 2, scale)

function labelOf(item) {
  const signs = (item.marks[0].doubt & 4 ? '~' : '') + (item.marks[0].doubt & 8 ? '?' : '') + (item.contested ? ' ‡' : '')
  return (item.label || words(item.first).title) + signs
}
const cut = (text, count) => {
  const scalars = [...text.slice(0, 2 * count + 2)]
  return scalars.length > count ? scalars.slice(0, count - 1).join('').trimEnd() + '…' : text
}

// The lanes of each arrangement, with where they begin; on a narrow screen their names stand above them.
let arrangements = []
const GUTTER = 124, NAME = 13.5 / 12 // as the style sheet has them
function lines(title) {
  let count = 1, line = ''
  for (const word of title.split(' ')) {
    const longer = line ? `${line} ${word}` : word
    const fits = !line || room(longer, true) * NAME <= GUTTER
    count += !fits + Math.floor(room(word, true) * NAME / GUTTER)
    line = fits ? longer : word
  }
  return Math.min(count, 3)
}
function lay(isNarrow) {
  arrangements = data.arrangements.map(({ name, lanes, places }) => {
    let top = AXIS
    const made = lanes.map(([title, rows, strip, process, bands, seats]) => {
      const head = isNarrow ? 18 : 0
      const name = isNarrow ? 0 : 8 + 17 * lines(title)
      const lane = { title, strip, process, bands, seats, top, line: top + head,
        height: Math.max(name, head + rows * ROW + (strip ? STRIP : 0) + 2 * PAD) }
      top += lane.height + GAP
      return lane
    })
    return { name, places, lanes: made, height: top }
  })
  kept = {}
}
const middle = (lane, row) => lane.line + PAD + (lane.strip ? STRIP : 0) + (row + 0.5) * ROW

// What stands at one place: an item, or several that would stand on one another.
let kept = {}
function units() {
  const { scale, lanes, wanted } = view
  if (kept.scale === scale && kept.lanes === lanes && kept.wanted === wanted) return kept
  const arrangement = arrangements[lanes]
  const near = view.isLarge ? HALF : 0
  const rows = new Map()
  const shown = []
  for (const item of items) {
    if (wanted && !wanted.has(item.number)) continue
    const marks = item.marks, end = marks[marks.length - 1]
    const a = anchor(marks[0], scale)
    shown.push({ items: [item], low: a - HALF, anchor: a,
      high: Math.max(anchor(end, scale) + HALF, end.glyph === ROUND ? at(end.until + 1, scale) : 0) })
  }
  shown.sort((a, b) => a.low - b.low)
  const all = []
  for (const unit of shown) {
    const [lane, row] = arrangement.places[unit.items[0].number]
    const key = lane * 64 + row
    const before = rows.get(key)
    const last = before && before[before.length - 1]
    if (last && unit.low < last.high - 1 + near) {
      last.items.push(unit.items[0])
      last.high = Math.max(last.high, Math.min(unit.high, last.low + 2 * HALF))
      continue
    }
    unit.lane = lane
    unit.row = row
    unit.y = middle(arrangement.lanes[lane], row)
    if (before) before.push(unit); else rows.set(key, [unit])
    all.push(unit)
  }
  // Where what stands in several lanes ends, no label goes.
  const ends = new Map()
  for (const { items: [item, more], anchor } of all) {
    const places = more ? [] : arrangement.places[item.number]
    for (let i = 2; i < places.length; i += 2) {
      const key = places[i] * 64 + places[i + 1]
      ends.set(key, [...ends.get(key) ?? [], [anchor - 6, anchor + 6]])
    }
  }
  for (const [number, lane] of arrangement.lanes.entries()) {
    for (const [from, , head, , event] of lane.bands) {
      if (event >= 0 && (!wanted || view.events.has(event))) {
        all.push({ band: head, event, items: [], anchor: at(from, scale) + 4, lane: number, row: -1, y: lane.line + 10 })
      }
    }
  }
  all.sort((a, b) => a.anchor - b.anchor || a.y - b.y)
  all.forEach((unit, index) => { unit.index = index })
  return kept = { scale, lanes, wanted, all, rows, ends }
}
const eventsOf = unit => unit.band ? [unit.event] : unit.items.flatMap(item => item.marks.flatMap(mark => mark.events))
const keyOf = unit => unit && (unit.band ? 'b' + unit.event : 'i' + unit.items[0].number)
