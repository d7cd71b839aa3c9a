// The one script of every page. It does three things: lets a visit leave one address, walks through a flow, and leaves.
// It keeps nothing: no storage, no cookie; history.state holds how deep in the visit an entry is ({d}), or that it was
// left by the exit ({x}). What was read and answered lives in `entries` and is gone with the tab.
// It stands in <head>, so that the title is the discreet one before anything is painted. Without it every link works.
{
const doc = document, root = doc.documentElement
const $ = (selector, within = doc) => within.querySelector(selector)
const wordsOf = from => JSON.parse($('#vart', from).textContent)
let words = wordsOf(doc)
let entries = []  // by depth: {page, words, lang, dir, path, y, last}
let depth = history.state?.d || 0
let left = 0      // 1 when the exit was used, 2 when on the way to the neutral page

doc.title = words.title
root.className = 'js'

// ---- Leaving -------------------------------------------------------------------------------------------------------
// Hide first. Then back to the visit's first entry, so that going on from there drops the later ones; mark that entry as
// left, so that whoever comes back to it is sent on again; then go. A timer goes if the browser never tells that it went back.
const away = () => {
  if (left > 1) return
  left = 2
  history.replaceState({x: 1}, '')
  location.href = words.exit
}
const leave = told => {
  if (left) return
  left = 1
  root.hidden = true
  told || tabs?.postMessage(0)
  if (!depth) return away()
  history.go(-depth)
  setTimeout(away, 500)
}
const leaveAgain = () => {
  left = 2
  root.hidden = true
  location.replace(words.exit)
}
const tabs = self.BroadcastChannel && new BroadcastChannel('vart')
if (tabs) tabs.onmessage = leave
if (history.state?.x) leaveAgain()
addEventListener('pageshow', e => e.persisted && left && leaveAgain())

// Shift three times, each within five seconds of the one before. Counted when it is let go, since a Shift that was
// held for another key, another modifier or a click is no press of its own.
let presses = 0, alone, patience
const forget = () => {
  clearTimeout(patience)
  presses = alone = 0
}
addEventListener('keydown', e => {
  if (e.key != 'Shift' || e.ctrlKey || e.altKey || e.metaKey) forget()
  else if (!e.repeat) alone = 1
})
addEventListener('pointerdown', forget)
addEventListener('keyup', e => {
  if (e.key != 'Shift' || !alone) return
  clearTimeout(patience)
  if (++presses > 2) return leave()
  say(words.shift[presses - 1])
  patience = setTimeout(() => {
    forget()
    say(words.shift[2])
  }, 5e3)
})

// ---- Showing an entry of the visit ---------------------------------------------------------------------------------
// Emptied first, so that the same words twice are announced twice.
const say = text => {
  const status = $('#say')
  status.textContent = ''
  setTimeout(() => status.textContent = text, 99)
}
const focus = target => {
  if (!target.matches('a,button,summary')) target.tabIndex = -1
  target.focus({preventScroll: true})
}
const show = (back, id) => {
  const entry = entries[depth], old = $('#page')
  words = entry.words
  tell(entry.page)
  if (old != entry.page) old.replaceWith(entry.page)
  root.lang = entry.lang
  root.dir = entry.dir
  doc.title = words.title
  $('#back').hidden = !depth
  $('#retry').hidden = true
  const place = id && doc.getElementById(id)
  const heading = entry.path && showStep(entry) || $('h1')
  focus(place || back && !entry.path && entry.last?.isConnected && entry.last || heading)
  if (place) place.scrollIntoView()
  else scrollTo(0, back ? entry.y : 0)
  say((place || heading).textContent)
}
const remember = () => entries[depth].y = scrollY
// Same address, so that the browser lists one; its Back still goes one step back.
const push = (entry, id) => {
  remember()
  entries.length = ++depth
  entries[depth] = entry
  history.pushState({d: depth}, '')
  show(0, id)
}
const entryOf = (from, path) => {
  const page = $('#page', from), flow = $('.flow', page), {lang, dir} = from.documentElement
  if (flow) {
    // Answers that this document does not know are no path through it.
    if (!path || path.slice(1).some(id => !$('#' + id, flow))) path = [$('.step', flow).dataset.step]
    // An answer is one tap here: real buttons instead of radio buttons.
    for (const radio of flow.querySelectorAll('input')) {
      const button = doc.createElement('button')
      button.type = 'button'
      button.id = radio.id
      button.dataset.to = radio.dataset.to
      button.append(...radio.nextElementSibling.childNodes)
      radio.parentNode.replaceChildren(button)
    }
  }
  return {page, words: wordsOf(from), lang, dir, path: flow && path}
}

// ---- Open now ------------------------------------------------------------------------------------------------------
// The build wrote down when each number answers in the coming days ("0111110/540-900/33:0": a digit a weekday, the sets
// of spans they stand for, the days that differ; 540~900 is not known), and the site's clock; no calendar and no time zone
// are needed here. A device whose clock is outside those days is told nothing about now. Nothing is returned where hours
// are unknown, else [0 open | 1 not known today | 2 closed, opens, open until, perhaps opens sooner].
const stateOf = (hours, minute) => {
  const open = hours.dataset.open, [first, last] = words.clock.days
  if (!open) return
  if (open == '*') return [0]
  const [week, sets, others] = open.split('/')
  let until = 0, sooner = 0
  for (let day = Math.floor(minute / 1440); day <= last; day++) {
    const other = (',' + others + ',').split(',' + (day - first) + ':')[1], digit = parseInt(other || week[(day + 4) % 7], 36)
    for (const span of digit ? sets.split(',')[digit - 1].split('_') : []) {
      const [from, to] = span.split(/\D/).map(at => +at + day * 1440), now = from <= minute && to > minute
      if (span.includes('~')) {
        if (now) return [1]
        sooner ||= from > minute
      } else if (until ? from == until : now) until = to
      else if (until) return [0, 0, until]
      else if (from > minute) return [2, from, 0, sooner]
    }
  }
  return until ? [0, 0, until] : [2]
}
// A moment to come: the time alone today, and for closing also in the night that follows; else with the day.
const whenOf = (minute, next, closes) => {
  const {words: [,,, today, tomorrow, weekday, ...weekdays], times} = words.clock, day = Math.floor(next / 1440)
  const days = day - Math.floor(minute / 1440), at = next % 1440, hour = Math.floor(at / 60), rest = at % 60, two = n => (n + 100 + '').slice(1)
  const late = closes && days == 1 && hour < 6, time = times[late && !at ? 4 : (hour < 6) * 2 + !!rest]
  return (!days || late ? today : days < 2 ? tomorrow : weekday.replace('@', weekdays[(day + 4) % 7]))
    .replace('#', time.replace('$h', hour).replace('$H', two(hour)).replace('$m', two(rest)))
}
// Before it is shown, so that nothing moves under a finger: says who is open, and in a flow's outcome puts them in order:
// 112 where it is urgent, then open, unknown, opening next; the nearest area breaks ties, then the order they are written in.
const tell = page => {
  const {clock} = words, utc = Math.floor((words.at || Date.now()) / 6e4)
  let offset = clock.zone[0]
  for (let i = 1; i < clock.zone.length; i += 2) if (utc >= clock.zone[i]) offset = clock.zone[i + 1]
  const minute = utc + offset, today = Math.floor(minute / 1440)
  if (today < clock.days[0] || today > clock.days[1]) return
  const [until, closed, opens] = clock.words, near = next => next && next < (today + 7) * 1440
  for (const hours of page.querySelectorAll('.hours')) {
    const [state, next, end, sooner] = hours.state = stateOf(hours, minute) || [1]
    const text = near(end) ? until.replace('$', whenOf(minute, end, 1)) :
      state < 2 ? '' :
      near(next) && !sooner ? opens.replace('$', whenOf(minute, next)) : closed
    $('.now', hours).textContent = text
    $('.now', hours).hidden = !text
  }
  for (const list of page.querySelectorAll('.step .contacts')) {
    const rank = item => {
      const best = [...item.querySelectorAll('[data-open]')].map(hours => hours.state).sort((a, b) => a[0] - b[0] || (a[1] || 9e9) - (b[1] || 9e9))[0] || [$('.card', item) ? 1 : 3]
      return [list.closest('.urgent') && $('.emergency', item) ? 0 : 1, best[0], best[0] == 2 ? best[1] || 9e9 : 0, item.dataset.near, item.dataset.place]
    }
    const items = [...list.children].map(item => [rank(item), item])
    items.sort(([a], [b]) => a.reduce((less, at, i) => less || at - b[i], 0))
    // Only what changes: what is moved loses the focus.
    if (items.some(([, item], i) => item != list.children[i])) list.append(...items.map(([, item]) => item))
  }
}
// Whoever comes back to the tab in the morning is not told of last night.
doc.addEventListener('visibilitychange', () => entries[depth] && tell(entries[depth].page))

// ---- A flow --------------------------------------------------------------------------------------------------------
// A path is the id of the step it begins at, then the ids of the answers: the same in every language and area.
const showStep = ({page, path}) => {
  const flow = $('.flow', page), list = $('.trail ul', flow), steps = [...flow.querySelectorAll('.step')]
  let at = steps.findIndex(step => step.dataset.step == path[0])
  list.replaceChildren(...path.slice(1).map((id, i) => {
    const answer = $('#' + id, flow), item = doc.createElement('li'), text = doc.createElement('span'), change = doc.createElement('button')
    const question = $('h2', answer.closest('.step')).textContent
    at = answer.dataset.to - 1
    change.type = 'button'
    change.textContent = words.change
    change.setAttribute('aria-label', words.change + ': ' + question)
    change.path = path.slice(0, i + 1)
    text.append(question + ' ', $('b', answer).cloneNode(true))
    item.append(text, change)
    return item
  }))
  const step = steps[at] || steps[0]
  for (const each of steps) each.classList.toggle('now', each == step)
  flow.classList.toggle('on', step != steps[0])
  return step != steps[0] && $('h2', step)
}

// ---- Going somewhere -----------------------------------------------------------------------------------------------
let trips = 0, trip, kept
const visit = async (url, id, path) => {
  const mine = ++trips
  trip = () => visit(url, id, path)
  const slow = setTimeout(() => $('#wait').hidden = false, 600)
  try {
    const answer = await fetch(url, {cache: 'no-store', signal: AbortSignal.timeout?.(2e4)})
    const from = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (mine != trips || left) return
    if ($('#page', from) && $('#vart', from)) push(entryOf(from, path), id)
    else if (answer.ok) location.href = url
    else throw 0
  } catch {
    if (mine != trips) return
    $('#retry').hidden = false
    $('#again').focus()
  } finally {
    clearTimeout(slow)
    $('#wait').hidden = true
  }
}
addEventListener('click', e => {
  const at = e.target.closest?.('a,button'), {path} = entries[depth] || {}
  if (!at || e.button) return
  if (at.id == 'exit') {
    e.preventDefault()
    leave()
  }
  if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return
  if (at.id == 'back') history.back()
  if (at.id == 'again') trip()
  if (at.dataset.to) push({...entries[depth], path: [...path, at.id]})
  if (at.path) push({...entries[depth], path: at.path})
  const href = at.getAttribute('href')
  if (href?.[0] == '#') {
    // Inside the page: the address stays as it is.
    const place = doc.getElementById(decodeURI(href.slice(1)))
    e.preventDefault()
    place.scrollIntoView()
    focus(place)
  } else if (at.origin == location.origin && at.pathname.endsWith('/') && !/\/(print|embed)\//.test(at.pathname) && !at.target && !at.download) {
    // Ways that keep the answers: another area, another language. A link to a step brings the step.
    kept = at.dataset.step ? [at.dataset.step] : at.closest('[data-keep]') && (path || kept)
    entries[depth].last = at
    e.preventDefault()
    visit(at.dataset.flow || at.pathname, decodeURI(at.hash.slice(1)), kept)
  }
})
addEventListener('popstate', e => {
  if (left) return away()
  if (!(e.state?.d in entries)) return
  ++trips
  remember()
  depth = e.state.d
  show(1)
})
addEventListener('DOMContentLoaded', () => {
  if (left) return
  history.scrollRestoration = 'manual'
  // After a reload the memory is gone and the first page stands here again: so does its place in the history.
  entries[0] = entries[depth] = entryOf(doc)
  tell(doc)
  if (depth) history.go(-depth)
  else history.replaceState({d: 0}, '')
})
}
