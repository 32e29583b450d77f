// The list of events, of which a long page writes what is further down when somebody comes near, asks for it, searches or
// prints, and the rest when there is time. Until then it is text, as in a browser without script it is not.
const pieces = [...$('events').querySelectorAll('noscript')].map(kept => {
  const list = document.createElement('ol')
  const items = kept.textContent.split('<li id="e').slice(1)
  kept.replaceWith(list)
  return { first: parseInt(items[0]), items, list }
})
const near = new IntersectionObserver(
  seen => { for (const { isIntersecting, target } of seen) if (isIntersecting) write(target.piece) },
  { rootMargin: '150% 0px' })
for (const piece of pieces) {
  piece.list.piece = piece
  near.observe(piece.list)
}

function write(piece) {
  if (!piece.items) return
  near.unobserve(piece.list)
  piece.list.innerHTML = piece.items.map(item => '<li id="e' + item).join('').replace(/<\/ol>\s*$/, '')
  piece.items = null
}
const writeAll = () => pieces.forEach(write)

// The piece that an event is in; nothing for those that the page has from the beginning.
function pieceOf(event) {
  let [low, high] = [0, pieces.length]
  while (low < high) {
    const middle = low + high >> 1
    if (pieces[middle].first <= event) low = middle + 1; else high = middle
  }
  return pieces[low - 1]
}
function itemOf(event) {
  const piece = pieceOf(event)
  if (piece) write(piece)
  return $('e' + event)
}

const ENTITIES = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" }
const told = []
function words(event) {
  if (told[event]) return told[event]
  const piece = pieceOf(event)
  if (piece?.items) {
    const item = piece.items[event - piece.first]
    const text = part => (item.match(part)?.[1] ?? '').replace(/&(lt|gt|amp|quot|#39);/g, (_, name) => ENTITIES[name])
    return told[event] = { date: text(/<(?:time |span class="date")[^>]*>([^<]*)/), type: text(/<span class="type">([^<]*)/),
      title: text(/<h4[^>]*>([^<]*)/) }
  }
  const item = $('e' + event)
  const text = part => item.querySelector(part)?.firstChild?.textContent ?? ''
  return told[event] = { date: text('.date, time'), type: text('.type'), title: text('h4') }
}

// An address may name an event that is not written yet.
function seek() {
  const event = location.hash.match(/^#e(\d+)$/)?.[1]
  if (!event || $('e' + event) || !itemOf(+event)) return
  location.replace(location.hash)
}
addEventListener('hashchange', seek)
addEventListener('beforeprint', writeAll)
addEventListener('keydown', event => { if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') writeAll() })

const later = window.requestIdleCallback ?? (work => setTimeout(() => work({ timeRemaining: () => 9 }), 40))
let unwritten = 0
function writeLater(time) {
  while (unwritten < pieces.length && time.timeRemaining() > 8) write(pieces[unwritten++])
  if (unwritten < pieces.length) later(writeLater)
}
