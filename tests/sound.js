known => {
  // What is on this page and was on none before: kinds of elements, looks of text. See sound.py.
  // Marks where it is: data-fresh around a kind of element, the root for what concerns the page; data-judged on a text.
  const [knownKinds, knownLooks] = JSON.parse(known)
  const kinds = new Set(knownKinds), looks = new Set(knownLooks), freshKinds = [], freshLooks = []
  for (const mark of ['data-fresh', 'data-judged'])  // what the theme keeps from page to page may bear one
    document.querySelectorAll(`[${mark}]`).forEach(one => one.removeAttribute(mark))

  // An attribute's value matters to axe where it is a word of HTML or ARIA; elsewhere, that there is one.
  const WORDS = /^(role|type|lang|tabindex|scope|hidden|open|class|aria-(hidden|live|expanded|current|haspopup|modal|orientation|pressed|selected|checked|sort))$/
  const POINTERS = /^(for|headers|aria-(labelledby|describedby|controls|owns|details))$/
  const attribute = ({ name, value }) => {
    if (name === 'style' || name === 'data-judged' || name === 'data-fresh') return ''
    if (WORDS.test(name)) return `${name}=${value}`
    if (POINTERS.test(name))
      return `${name}=${value.split(/\s+/).map(id => document.getElementById(id)?.localName ?? 'nothing')}`
    return name + (value.trim() ? '' : '=')
  }
  const own = new Map()
  const described = element => {
    if (!own.has(element)) {
      const named = [...element.attributes].map(attribute).sort().join(' ')
      own.set(element, `${element.localName}[${named}]${element.labels ? element.labels.length : ''}`)
    }
    return own.get(element)
  }
  const tell = (kind, place = document.documentElement) => {
    if (kinds.has(kind)) return
    kinds.add(kind)
    freshKinds.push(kind)
    place.setAttribute('data-fresh', '')
  }

  const ids = new Map(), around = new Map(), holding = new Set()
  const texts = document.createTreeWalker(document, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    if (!texts.currentNode.data.trim()) continue
    for (let one = texts.currentNode.parentElement; one && !holding.has(one); one = one.parentElement) holding.add(one)
  }
  for (const element of document.querySelectorAll('*')) {
    if (element.id) ids.set(element.id, (ids.get(element.id) ?? 0) + 1)
    const parent = element.parentElement, holds = holding.has(element) ? 'text' : 'nothing'
    const shown = element.checkVisibility() ? '' : 'hidden '
    tell(`${parent ? described(parent) : ''} > ${shown}${described(element)} holds ${holds}`, parent ?? element)
  }
  if ([...ids.values()].some(times => times > 1)) tell('an id twice on ' + location.pathname)
  tell(`title ${Boolean(document.title.trim())}`)
  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6, [role=heading]')]
    .filter(one => one.checkVisibility()).map(one => one.localName + (one.ariaLevel ?? ''))
  headings.forEach((heading, at) => tell(`${headings[at - 1] ?? 'start'} then ${heading}`))
  tell(`${headings.filter(one => one === 'h1').length} of h1`)
  const marks = [...document.querySelectorAll('main, nav, aside, header, footer, section[aria-label], form[aria-label], [role]')]
    .filter(one => one.checkVisibility())
    .map(one => `${one.localName} ${one.role ?? ''} ${one.ariaLabel ?? one.getAttribute('aria-labelledby') ?? ''}`)
  const twice = marks.filter((mark, at) => marks.indexOf(mark) !== at)
  tell(`landmarks alike: ${[...new Set(twice)].sort()}`)

  // What a text stands in: opacities and positions up to the body, and the first painted ground.
  const within = element => {
    if (element === document.documentElement) return { ways: '', ground: '' }
    if (around.has(element)) return around.get(element)
    const style = getComputedStyle(element), above = within(element.parentElement)
    const isClear = style.backgroundColor === 'rgba(0, 0, 0, 0)' && style.backgroundImage === 'none'
    const found = {
      ways: above.ways + (style.opacity === '1' ? '' : style.opacity)
        + (style.position === 'static' ? '' : style.position + element.className),
      ground: isClear ? above.ground : style.backgroundColor + style.backgroundImage
    }
    around.set(element, found)
    return found
  }
  for (const element of document.body.querySelectorAll('*')) {
    const hasText = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())
    if (!hasText || !element.checkVisibility()) continue
    const { color, fontSize, fontWeight } = getComputedStyle(element), { ways, ground } = within(element)
    const link = element.localName === 'a' ? 'link in ' + element.parentElement.localName : ''
    const look = [color, fontSize, fontWeight, ways, ground, link].join('|')
    if (looks.has(look)) continue
    looks.add(look)
    freshLooks.push(look)
    element.setAttribute('data-judged', '')
  }
  return [freshKinds, freshLooks, document.documentElement.hasAttribute('data-fresh')]
}
