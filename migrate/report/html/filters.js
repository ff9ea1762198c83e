// SPDX-License-Identifier: MIT
// What is shown: one set of choices, kept in the address so that it can be sent to a colleague.

const Filters = (() => {
  const KEYS = ['tab', 'state', 'rule', 'reason', 'confidence', 'kind', 'path', 'q', 'site'];
  const SELECTS = [
    { key: 'state', label: 'State', of: site => [site.state] },
    { key: 'rule', label: 'Rule', of: site => [site.rule] },
    { key: 'reason', label: 'Reason', of: site => [site.reason] },
    { key: 'confidence', label: 'Confidence', of: site => (site.rewritten ? [site.confidence] : []) },
    { key: 'kind', label: 'Kind', of: site => [site.kind] },
  ];
  const listeners = [];
  let current = {};

  function isBelow (path, folder) {
    return !folder || path === folder || path.startsWith(folder.endsWith('/') ? folder : folder + '/');
  }

  function hasState (site, state) {
    if (state === 'waits') return Model.waits(site);
    return state === 'risk' ? site.risk : site.state === state;
  }

  function matches (site) {
    return (!current.state || hasState(site, current.state))
      && (!current.rule || site.rule === current.rule)
      && (!current.reason || site.reason === current.reason)
      && (!current.kind || site.kind === current.kind)
      && (!current.confidence || (site.rewritten && site.confidence === current.confidence))
      && isBelow(site.path, current.path)
      && (!current.q || current.q.toLowerCase().split(/\s+/).every(word => site.text.includes(word)));
  }

  /** The same for what has a path and a text, but is no site. */
  function matchesText (path, text) {
    const whole = `${path} ${text}`.toLowerCase();
    return isBelow(path, current.path) && (!current.q || current.q.toLowerCase().split(/\s+/).every(word => whole.includes(word)));
  }

  /** @return the address of the page with these choices instead. */
  function address (choices) {
    const parameters = new URLSearchParams();
    for (const key of KEYS) if (choices[key]) parameters.set(key, choices[key]);
    return '#' + parameters.toString();
  }

  function read () {
    const parameters = new URLSearchParams(location.hash.slice(1));
    return Object.fromEntries(KEYS.filter(key => parameters.get(key)).map(key => [key, parameters.get(key)]));
  }

  function take (choices) {
    const before = current;
    current = choices;
    for (const listener of listeners) listener(current, before);
  }

  function set (changes) {
    const choices = { ...current, site: undefined, ...changes };
    history.replaceState(null, '', address(choices));
    take(choices);
  }

  window.addEventListener('hashchange', () => {
    if (location.hash !== '#results') take(read());
  });

  const cleared = { state: '', rule: '', reason: '', confidence: '', kind: '', path: '', q: '' };
  return {
    SELECTS, matches, matchesText, address, set, isBelow,
    get current () { return current; },
    isActive: () => Object.keys(cleared).some(key => current[key]),
    clear: () => set(cleared),
    start: () => take(location.hash === '#results' ? {} : read()),
    listen: listener => listeners.push(listener),
  };
})();
