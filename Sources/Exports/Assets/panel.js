// Opens what stands at a place beside the picture, and says who was at the table and how measures stood on a day.
const panel = $('panel'), detail = $('detail')

function open(unit) {
  current = keyOf(unit)
  rove(false)
  for (const element of elements.values()) element.classList.toggle('chosen', element.unit === unit)
  const events = eventsOf(unit)
  $('panel-title').textContent = events.length > 1 ? `${events.length} events` : 'Event'
  detail.replaceChildren(...events.slice(0, 60).map(event => {
    const article = document.createElement('article')
    for (const part of itemOf(event).cloneNode(true).childNodes) {
      if (part.nodeName !== 'H4') { article.append(part.cloneNode(true)); continue }
      const heading = document.createElement('h3')
      heading.dir = 'auto'
      heading.textContent = part.textContent
      article.append(heading)
    }
    const link = document.createElement('a')
    link.href = '#e' + event
    link.textContent = 'In the list'
    article.append(link)
    return article
  }))
  if (events.length > 60) detail.append(`and ${events.length - 60} more: zoom in to see them.`)
  panel.hidden = false
  panel.scrollTop = 0
  panel.focus({ preventScroll: true })
  panel.scrollIntoView({ block: 'nearest' })
}

function close() {
  if (panel.hidden) return
  const within = panel.contains(document.activeElement)
  panel.hidden = true
  for (const element of elements.values()) element.classList.remove('chosen')
  if (within) rove(true)
}

$('close').addEventListener('click', close)
document.addEventListener('keydown', event => { if (event.key === 'Escape') close() })

// What held on a day: the last step that is not after it.
function on(day, steps) {
  let found = null
  for (const step of steps) { if (step[0] > day) break; found = step }
  return found
}
function element(name, text, parent) {
  const made = document.createElement(name)
  if (text) made.textContent = text
  if (parent) parent.append(made)
  return made
}
const many = data.processes.length > 1

function roster(day) {
  const list = document.createDocumentFragment()
  let count = 0
  for (const [process, name, id, steps] of data.roster) {
    const [, state, words] = on(day, steps) || [0, 0]
    if (!state) continue
    count += state === 2
    const item = element('li', '', list)
    item.dataset.party = id
    element('b', name, item)
    if (state === 1) { item.append(' '); element('em', 'unknown whether', item) }
    item.append(' ' + words)
    if (many) { item.append(' '); element('small', data.processes[process], item) }
  }
  if (!list.childNodes.length) element('li', 'Nobody.', list)
  $('roster').replaceChildren(list)
  return count
}

function measure(process, title, by, due, answers, status, overdue) {
  const row = element('tr')
  const head = element('th', title, row)
  head.scope = 'row'
  head.dir = 'auto'
  if (answers.length) { element('br', '', head); element('small', 'in return for ' + answers.join('; '), head) }
  if (many) { head.append(' '); element('small', data.processes[process], head) }
  element('td', by, row)
  const cell = element('td', status, row)
  if (overdue) { cell.append(' '); element('b', 'overdue', cell) }
  if (due) { element('br', '', cell); element('small', 'by ' + due, cell) }
  return row
}
function ledger(day) {
  const rows = []
  let owed = 0, hasChanged = false
  for (const line of data.ledger) {
    const [process, title, by, due, answers, steps] = line
    const step = on(day, steps)
    // Only what is another than before is made anew.
    if (step !== line.step) {
      line.step = step
      line.row = step && step[1] && measure(process, title, by, due, answers, step[1], step[2])
      hasChanged = true
    }
    if (!line.row) continue
    owed += step[1] === 'pledged' || step[1] === 'accepted'
    rows.push(line.row)
  }
  if (!rows.length) {
    rows.push(element('tr'))
    element('td', 'None.', rows[0]).colSpan = 3
  }
  if (hasChanged) $('ledger').tBodies[0].replaceChildren(...rows)
  return owed
}

let speaking = 0
function show(day) {
  view.day = day = Math.max(+$('slider').min, Math.min(+$('slider').max, day))
  const text = dayInWords(day)
  $('slider').value = day
  $('slider').setAttribute('aria-valuetext', text)
  if (document.activeElement !== $('date')) $('date').value = iso(day)
  $('day-words').textContent = text
  const [seated, owed] = [roster(day), ledger(day)]
  clearTimeout(speaking)
  speaking = setTimeout(() => {
    $('said').textContent = `${text}: ${seated} at the table, ${owed} ${owed === 1 ? 'measure' : 'measures'} open.`
  }, 300)
  fade()
  const line = $('now')
  if (line) line.setAttribute('d', `M${at(day + 1, view.scale)} 20V${arrangements[view.lanes].height - GAP}`)
}
