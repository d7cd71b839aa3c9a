// The preview's own script, in no published page. It hears how things are and makes the page agree: words and the moment
// are changed in place, everything else loads the page again, and findings are shown in the panel.
{
const doc = document, tag = doc.currentScript, host = tag.previousElementSibling
const panel = host.shadowRoot || host.attachShadow({mode: 'open'}), $ = id => panel.getElementById(id)
let {version, shell, notes} = tag.dataset, moment
// A browser without declarative shadow roots.
if (!panel.firstChild) panel.append(host.querySelector('template').content)

// ---- The panel and the control of the time -------------------------------------------------------------------------
// Puts a part in the place of the old one, opened or not; what is under the finger and in focus stays.
const put = (part, html, open) => {
  const focus = panel.activeElement?.id, sheet = () => $(part).querySelector('.sheet'), top = sheet()?.scrollTop
  $(part).innerHTML = html
  if (open && sheet()) {
    sheet().open = true
    sheet().scrollTop = top
  }
  if (focus) $(focus)?.focus({preventScroll: true})
}
const draw = state => {
  if (state.notes != notes) {
    notes = state.notes
    // A sheet that was opened to go through warnings stays; one that was there for an error goes with it.
    put('notes', state.panel, $('sheet')?.matches('[open]:not(.bad)'))
  }
  if (state.moment != moment) {
    moment = state.moment
    put('time', moment, $('when')?.open)
  }
}
addEventListener('keydown', e => {
  if (e.key == 'Escape') for (const open of panel.querySelectorAll('.sheet[open]')) {
    open.open = false
    if (open.contains(panel.activeElement)) open.firstElementChild.focus()
  }
})
// One sheet at a time. Where no time was chosen, the field begins with that of the site's clock.
panel.addEventListener('toggle', e => {
  if (!e.target.open || !e.target.matches('.sheet')) return
  for (const other of panel.querySelectorAll('.sheet')) other.open = other == e.target
  const to = e.target.querySelector('#to')
  if (to && !to.value) to.value = new Date(Date.now() + to.dataset.offset * 6e4).toISOString().slice(0, 16)
}, true)
const choose = async to => {
  const answer = await fetch('/.vart/at', {method: 'POST', body: new URLSearchParams({to})})
  const why = answer.ok ? '' : await answer.text()
  $('why').textContent = why
  if (why) $('to').focus()
}
const chosen = e => {
  const at = e.target
  if (at.matches('#when button') && e.type == 'click' || at.id == 'to' && e.key == 'Enter') choose(at.value || $('to').value).catch(() => {})
}
panel.addEventListener('click', chosen)
panel.addEventListener('keydown', chosen)

// ---- What a page was read with -------------------------------------------------------------------------------------
// The site's script reads a page's words once, its moment and its calendar among them. Every page is served with a number
// of its own, by which they are found when other words take the place of the page's.
const read = {}, parse = JSON.parse
JSON.parse = (...args) => {
  const value = parse(...args)
  if (value?.served) read[value.served] = value
  return value
}

// ---- What is shown -------------------------------------------------------------------------------------------------
// The site's script swaps #page and leaves the address: each #page says where it came from.
const shown = () => doc.getElementById('page')?.dataset.preview || location.pathname
const again = () => {
  if (shown() != location.pathname) return location.replace(shown())
  // Kept where it cannot outlive the reload: nothing is stored.
  history.replaceState({...history.state, y: scrollY}, '')
  location.reload()
}
const y = history.state?.y
if (y) addEventListener('DOMContentLoaded', () => scrollTo(0, y))

// The new words go into the old element, which the site's script knows, and then it is told to show the entry it is at,
// as if somebody had come back to it: so the step of a flow stays.
const change = async () => {
  const page = doc.getElementById('page'), top = scrollY
  if (!page) return again()
  const answer = await fetch(shown(), {cache: 'no-store'})
  const from = new DOMParser().parseFromString(await answer.text(), 'text/html'), fresh = from.getElementById('page')
  if (!fresh || !page.dataset.sum) return again()
  if (doc.getElementById('page') != page || fresh.dataset.sum == page.dataset.sum) return
  const flow = page.querySelector('.flow .answer button')
  if (flow) for (const radio of fresh.querySelectorAll('.flow input')) {
    const button = doc.createElement('button')
    Object.assign(button, {type: 'button', id: radio.id})
    button.dataset.to = radio.dataset.to
    button.append(...radio.nextSibling.childNodes)
    radio.parentNode.replaceChildren(button)
  }
  page.replaceChildren(...fresh.childNodes)
  page.dataset.sum = fresh.dataset.sum
  const words = read[page.dataset.served]
  if (words) {
    delete words.at
    Object.assign(words, parse(from.getElementById('vart').textContent))
  }
  const focus = panel.activeElement  // the site's script moves it to the heading
  let failed
  const fail = () => failed = true
  addEventListener('error', fail)
  dispatchEvent(new PopStateEvent('popstate', {state: history.state}))
  removeEventListener('error', fail)
  if (failed) return again()  // the answer that led here is gone
  focus?.focus({preventScroll: true})
  scrollTo(0, top)
}
// What is shown on the way back may be older than the edit.
addEventListener('popstate', e => e.isTrusted && setTimeout(() => change().catch(() => {})))

// ---- Hearing -------------------------------------------------------------------------------------------------------
// One at a time and always the latest: an edit may come while the page is fetched.
let latest, busy
const follow = async () => {
  if (busy) return
  busy = true
  while (latest && !doc.documentElement.hidden) {
    const state = latest
    latest = null
    draw(state)
    if (state.version == version) continue
    if (state.shell != shell || host.hasAttribute('whole')) again()
    else await change().then(() => version = state.version, () => {})
  }
  busy = false
}
// A hidden tab holds no connection: a browser has six for a host.
let source
const listen = () => {
  if (doc.hidden) {
    source?.close()
    source = null
  } else if (!source) {
    source = new EventSource('/.vart/events')
    source.onopen = () => host.removeAttribute('lost')
    source.onerror = () => host.setAttribute('lost', '')
    source.addEventListener('changed', e => {
      latest = JSON.parse(e.data)
      follow()
    })
  }
}
doc.addEventListener('visibilitychange', listen)
addEventListener('pagehide', () => source = source?.close())
addEventListener('pageshow', listen)
}
