// SPDX-License-Identifier: MIT
// Elements of the page: text goes in as text, never as markup.

/** Text of anybody's: characters that would move or hide other text are shown as what they are. */
const visible = text => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
  character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** An element: h('a', { class: 'x', href: '#y' }, 'text', child, …). A property that is a function is a listener. */
function h (tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false)
    .map(child => (typeof child === 'string' ? visible(child) : child)));
  return element;
}

const plural = (count, one, many) => `${count.toLocaleString('en')} ${count === 1 ? one : many || one + 's'}`;

/** The mark of a state: a sign and its name, so that the colour is not all that tells. */
function badge (state) {
  return h('span', { class: `badge ${state.id}` }, h('span', { 'aria-hidden': 'true' }, state.mark), ` ${state.name}`);
}

/** Entries that are made as somebody wants to see them: CHUNK at once. */
function chunked (container, items, make) {
  const CHUNK = 200;
  let shown = 0;
  const more = h('button', { type: 'button', class: 'more', click: extend });
  function extend () {
    const next = items.slice(shown, shown + CHUNK).map(make);
    container.append(...next);
    shown += next.length;
    if (shown < items.length) {
      more.textContent = `Show more: ${items.length - shown} of ${items.length} are left`;
      container.after(more);
    } else {
      more.remove();
    }
    if (shown > CHUNK && next.length) (next[0].querySelector('a, summary, button') || next[0]).focus();
  }
  queueMicrotask(extend);
  return container;
}

/** A bar of parts { id, count, name }, with its numbers in words for those who do not see it. */
function bar (parts, label) {
  const total = parts.reduce((sum, part) => sum + part.count, 0) || 1;
  return h('div', { class: 'bar', role: 'img', 'aria-label': label },
    parts.filter(part => part.count > 0).map(part =>
      h('span', { class: part.id, style: `flex-grow:${part.count / total}`, title: `${part.name}: ${part.count}` })));
}
