// The parts of a drawing: arcs, names of governments, signs and their labels.
function links(next, all, isIn) {
  const spots = new Map()
  for (const unit of all) for (const item of unit.items) spots.set(item.number, unit)
  for (const [a, b] of data.links) {
    const [one, other] = [spots.get(a), spots.get(b)]
    if (!one || !other || one === other) continue
    const [x, y, u, v] = [one.anchor, one.y, other.anchor, other.y]
    if (!isIn(Math.min(x, u), Math.max(x, u))) continue
    const level = Math.abs(y - v) < 4
    const bend = level ? y - Math.min(30, 12 + Math.abs(u - x) / 6) : (y + v) / 2
    const start = y + (level || v < y ? -8 : 8), end = v + (level || v > y ? -8 : 8), back = end < v ? -5 : 5
    make(next, 'path', { class: 'link', d: `M${x} ${start}C${x} ${bend} ${u} ${bend} ${u} ${end + back / 2}` })
    make(next, 'path', { class: 'tip', d: `M${u} ${end}l-2.6 ${back}h5.2z` })
  }
}

function button(next, unit, name) {
  const group = make(next, 'g', { class: 'mark', role: 'button', tabindex: -1, 'aria-label': name })
  group.unit = unit
  elements.set(keyOf(unit), group)
  return group
}

function bands(next, lane, isIn, until) {
  for (const [a, b, head, sharp, event] of lane.bands) {
    const x = at(a, view.scale), end = Math.min(until, at(b ?? LAST + 1, view.scale))
    if (!isIn(x, end) || end - x < 2) continue
    const unit = event >= 0 && units().all.find(unit => unit.event === event)
    const group = unit ? button(next, unit, `${words(event).date}: ${head} governs`) : make(next, 'g', {})
    if (unit) make(group, 'rect', { class: 'hit', x, y: lane.line, width: Math.max(24, Math.min(end - x, 160)), height: 24 })
    make(group, 'path', { class: sharp ? 'strip' : 'strip soft', d: `M${x} ${lane.line + 16}v-13M${x} ${lane.line + 16}H${end - 2}` })
    const text = [40, 20, 12, 8].map(count => cut(head, count)).find(text => room(text, false) < end - x)
    if (text) make(group, 'text', { class: 'gov', x: x + 4, y: lane.line + 13 }, text)
  }
}

const byWeight = unit => [...unit.items].sort((a, b) => b.weight - a.weight)

function mark(next, unit, arrangement, isDense) {
  const { scale } = view
  const first = unit.items[0]
  if (unit.items.length > 1) {
    const count = eventsOf(unit).length
    const heavy = byWeight(unit).slice(0, 5).sort((a, b) => a.marks[0].from - b.marks[0].from)
    const named = heavy.map(item => `${words(item.first).date}: ${cut(words(item.first).title, 80)}`)
    const more = unit.items.length - heavy.length
    const name = `${count} events close together: ${named.join('; ')}${more ? `; and ${more} more` : ''}`
    const group = button(next, unit, name)
    make(group, 'title', {}, name)
    const half = count > 99 ? 15 : 11
    make(group, 'rect', { class: 'many', x: unit.anchor - half, y: unit.y - 9, width: 2 * half, height: 18, rx: 9 })
    make(group, 'text', { class: 'count', x: unit.anchor, y: unit.y + 3.5 }, count)
    return
  }
  const group = button(next, unit, eventsOf(unit).map(event => {
    const { date, type, title } = words(event)
    return `${date}: ${cut(title, 120)}, ${type}`
  }).join('; '))
  const places = arrangement.places[first.number]
  // Where there are many, lines across the lanes would hide what they tie.
  for (let i = 2; i < places.length && !isDense; i += 2) {
    const y = middle(arrangement.lanes[places[i]], places[i + 1])
    make(group, 'path', { class: 'tie', d: `M${unit.anchor} ${unit.y + 5}V${y}` })
    make(group, 'circle', { class: 'end', cx: unit.anchor, cy: y, r: 4 })
  }
  make(group, 'rect', { class: 'hit', x: unit.low, y: unit.y - HALF, width: unit.high - unit.low, height: 2 * HALF })
  const ending = first.marks[first.marks.length - 1]
  if (first.marks.length > 1) {
    make(group, 'path', { class: 'meeting oneof', d: `M${unit.anchor} ${unit.y}H${anchor(ending, scale)}` })
  }
  for (const { glyph, from, until, doubt } of first.marks) {
    const [classes, outline, inlay] = data.glyphs[glyph]
    const a = at(from, scale), b = at(until + 1, scale), hue = classes.split(' ')[1]
    if (glyph === ROUND) {
      const soft = b > a + scale && !(doubt & 1) ? 'bare' : 'full'
      make(group, 'rect', { class: `g meeting ${soft}`, x: a, y: unit.y - 6, width: Math.max(6, b - a), height: 12, rx: 2 })
      continue
    }
    if (b - a > 15) {
      if (doubt & 3) make(group, 'path', { class: `${hue} ${doubt & 2 ? 'oneof' : 'lasting'}`, d: `M${a} ${unit.y}H${b}` })
      else if (until > from) make(group, 'rect', { class: `${hue} vague`, x: a, y: unit.y - 4, width: b - a, height: 8, rx: 4 })
    }
    const transform = `translate(${unit.anchor} ${unit.y}) scale(1.15)`
    make(group, 'path', { class: classes, d: outline, transform })
    if (inlay) make(group, 'path', { class: 'cut', d: inlay, transform })
  }
}

// Labels what matters most first, as far as there is room beside it.
function label(next, row, ends) {
  const taken = [...row.map(unit => [unit.low, unit.high]), ...ends]
  // Several together go by the most important, if it is a round or an agreement.
  const order = row.map(unit => ({ unit, item: byWeight(unit)[0], more: unit.items.length - 1 }))
    .filter(({ item, more }) => more ? item.weight >= 5 : item.weight > 1 || view.scale > 2 * least())
  for (const { unit, item, more } of order.sort((a, b) => b.item.weight - a.item.weight || a.unit.low - b.unit.low)) {
    const strong = item.weight >= 5
    const isFree = (a, b) => a >= 0 && b <= at(LAST + 1, view.scale) && !taken.some(([low, high]) => low < b && high > a)
    const whole = labelOf(item)
    for (const count of [64, 56, 48, 40, 32, 26, 20]) {
      if (count < 64 && [...whole].length <= count) continue
      const text = cut(whole, count) + (more ? ` +${more}` : ''), gap = more ? 4 : 0, width = room(text, strong) + gap
      const isRight = isFree(unit.high, unit.high + width)
      if (!isRight && !isFree(unit.low - width, unit.low)) continue
      taken.push(isRight ? [unit.high, unit.high + width] : [unit.low - width, unit.low])
      const parent = elements.get(keyOf(unit)) || next
      make(parent, 'text', { class: strong ? 'label strong' : 'label', y: unit.y + 4, x: isRight ? unit.high + gap : unit.low - gap,
        'text-anchor': isRight ? 'start' : 'end' }, text)
      break
    }
  }
}

