// SPDX-License-Identifier: MIT
// The page: the controls, the views, the keyboard.

(() => {
  const byId = id => document.getElementById(id);
  const panel = byId('panel');

  // ---- theme ----

  const THEMES = ['auto', 'light', 'dark'];
  let theme = 'auto';
  function setTheme (name) {
    theme = THEMES.includes(name) ? name : 'auto';
    document.documentElement.dataset.theme = theme;
    byId('theme').textContent = `Theme: ${theme}`;
    try {
      localStorage.setItem('wmem-migrate-theme', theme);
    } catch { /* a page without storage forgets it */ }
  }
  const nextTheme = () => setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]);

  // ---- filters ----

  const inputs = new Map();
  function makeSelect ({ key, label, of }) {
    const counts = Model.countBy(Model.sites.flatMap(of), value => value);
    const named = value => (key === 'state' ? Model.state[value].name : value);
    const sorted = [...counts].sort((one, other) => other[1] - one[1]);
    const option = (value, text) => h('option', { value }, text);
    const extra = key === 'state' ? [
      option('waits', `waits for a person (${Model.sites.filter(Model.waits).length})`),
      option('risk', `at risk (${Model.sites.filter(site => site.risk).length})`),
    ] : [];
    const select = h('select', { id: `filter-${key}`, change: () => Filters.set({ [key]: select.value }) },
      option('', `all (${Model.sites.flatMap(of).length})`), extra, sorted.map(([value, count]) => option(value, `${named(value)} (${count})`)));
    inputs.set(key, select);
    return h('label', { for: `filter-${key}` }, label, select);
  }

  function makeFilters () {
    let waiting = 0;
    const search = h('input', {
      id: 'filter-q', type: 'search', placeholder: 'path, name, reason …', autocomplete: 'off', spellcheck: 'false',
      input: () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => Filters.set({ q: search.value.trim() }), 120);
      },
    });
    inputs.set('q', search);
    const form = byId('filters');
    form.addEventListener('submit', event => {
      event.preventDefault();
      clearTimeout(waiting);
      Filters.set({ q: search.value.trim() });
    });
    form.append(h('label', { for: 'filter-q', class: 'search' }, 'Search', search), ...Filters.SELECTS.map(makeSelect),
      h('button', { type: 'button', id: 'clear', click: Filters.clear }, 'Clear'));
  }

  function showFilters (choices) {
    for (const [key, input] of inputs) if (document.activeElement !== input) input.value = choices[key] || '';
    const count = Model.sites.filter(Filters.matches).length;
    byId('clear').disabled = !Filters.isActive();
    byId('count').textContent = Filters.isActive()
      ? `${count.toLocaleString('en')} of ${plural(Model.sites.length, 'site')}${choices.path ? ` below ${choices.path}` : ''}`
      : plural(Model.sites.length, 'site');
  }

  // ---- views ----

  const viewOf = choices => Lists.VIEWS.find(view => view.id === choices.tab) || Lists.VIEWS[0];

  function makeTabs () {
    byId('tabs').append(...Lists.VIEWS.map(view => h('button', {
      type: 'button', role: 'tab', id: `tab-${view.id}`, 'aria-controls': 'panel', tabindex: '-1',
      click: () => Filters.set({ tab: view.id }),
    }, view.name, ' ', h('span', { class: 'number' }, view.count.toLocaleString('en')))));
    byId('tabs').addEventListener('keydown', event => {
      const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!move) return;
      const index = (Lists.VIEWS.indexOf(viewOf(Filters.current)) + move + Lists.VIEWS.length) % Lists.VIEWS.length;
      Filters.set({ tab: Lists.VIEWS[index].id });
      byId(`tab-${Lists.VIEWS[index].id}`).focus();
    });
  }

  function showView (choices) {
    const view = viewOf(choices);
    for (const tab of byId('tabs').children) {
      const selected = tab.id === `tab-${view.id}`;
      tab.setAttribute('aria-selected', String(selected));
      tab.tabIndex = selected ? 0 : -1;
    }
    panel.setAttribute('aria-labelledby', `tab-${view.id}`);
    panel.replaceChildren(...view.make());
  }

  /** Opens the file of the site that the address names, and goes there. */
  function showSite (key) {
    const site = Model.siteAt.get(key);
    const details = site && [...panel.querySelectorAll('details.file')].find(each => each.dataset.path === site.path);
    if (!details) {
      panel.prepend(h('p', { role: 'alert' }, `There is no site ${key} in this report.`));
      return;
    }
    details.open = true;
    details.fill();
    const note = byId(`site-${key}`);
    note.classList.add('here');
    note.scrollIntoView({ block: 'center' });
    note.focus({ preventScroll: true });
  }

  function show (choices) {
    /* A link to a site shows it whatever was filtered. */
    const site = choices.site && Model.siteAt.get(choices.site);
    if (site && !Filters.matches(site)) {
      Filters.set({ state: '', rule: '', reason: '', confidence: '', kind: '', path: '', q: '', tab: 'files', site: choices.site });
      return;
    }
    showFilters(choices);
    showView(choices.site ? { ...choices, tab: 'files' } : choices);
    if (choices.site) showSite(choices.site);
  }

  // ---- keyboard ----

  function moveFocus (by) {
    const entries = [...panel.querySelectorAll('summary, td.place > a')].filter(each => each.offsetParent !== null);
    const index = entries.indexOf(document.activeElement);
    const next = entries[index < 0 ? (by > 0 ? 0 : entries.length - 1) : index + by];
    if (next) {
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: 'nearest' });
    }
  }

  const KEYS = {
    '/': () => inputs.get('q').focus(),
    '?': () => byId('help').showModal(),
    j: () => moveFocus(1),
    k: () => moveFocus(-1),
    t: nextTheme,
    x: Filters.clear,
    w: () => Filters.set({ state: Filters.current.state === 'waits' ? '' : 'waits' }),
  };
  Lists.VIEWS.forEach((view, index) => { KEYS[index + 1] = () => Filters.set({ tab: view.id }); });

  document.addEventListener('keydown', event => {
    const typing = event.target.matches('input, select, textarea') || byId('help').open;
    if (event.key === 'Escape' && event.target === inputs.get('q')) event.target.blur();
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    KEYS[event.key]();
  });

  // ---- start ----

  let stored = 'auto';
  try {
    stored = localStorage.getItem('wmem-migrate-theme');
  } catch { /* none */ }
  setTheme(stored);
  byId('theme').addEventListener('click', nextTheme);
  byId('show-help').addEventListener('click', () => byId('help').showModal());
  Summary.start();
  makeFilters();
  makeTabs();
  Treemap.start();
  Filters.listen(show);
  Filters.start();
})();
