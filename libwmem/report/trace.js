// SPDX-License-Identifier: MIT
// The page of a trace.

(() => {
  const report = JSON.parse(document.getElementById('data').textContent);
  const number = count => count.toLocaleString('en');
  const card = (title, figure, ...rest) => h('div', { class: 'card' }, h('h2', null, title), h('p', { class: 'figure' }, figure), ...rest);
  const endings = {
    exit: 'to its end',
    open: 'until it ended otherwise, or still running',
    cut: 'until it ended otherwise: the last record is not whole',
  };

  /** A table of numbers that may be wider than the window. */
  function table (name, heads, rows) {
    return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': name },
      h('table', { class: 'numbers' }, h('thead', null, h('tr', null, heads.map(head => h('th', { scope: 'col' }, head)))),
        h('tbody', null, rows.map(cells => h('tr', null, cells.map((cell, index) =>
          h('td', null, index === 0 ? h('code', null, cell) : cell)))))));
  }

  function summary () {
    const pieces = report.pools.reduce((sum, pool) => sum + pool.allocated.pieces, report.poolsLeftOut.allocated.pieces);
    const asked = report.pools.reduce((sum, pool) => sum + pool.allocated.bytes, report.poolsLeftOut.allocated.bytes);
    const live = report.pools.reduce((sum, pool) => sum + pool.asked, report.poolsLeftOut.live.bytes);
    const pools = report.pools.length + report.poolsLeftOut.count;
    document.getElementById('balance').textContent = `${visible(report.program)}, process ${report.process}, ` +
      `${new Date(report.started * 1000).toISOString().replace('T', ' ').slice(0, 19)} UTC, ${time(report.duration)}, ${endings[report.ending]}`;
    document.getElementById('summary').append(
      card('Asked for', bytes(asked), h('p', null, `in ${plural(pieces, 'piece')}, ${plural(report.records, 'record')}`)),
      card('Pools', number(pools), h('p', null, `${number(report.pools.filter(pool => pool.ended === null).length)} of those shown did not end`)),
      card('Left at the end', bytes(live), h('p', null, live === 0 ? 'nothing lives' : 'lives in pools at the end of the trace')));
  }

  function freeAlls (pool) {
    const all = pool.freeAll, left = all.livedLeftOut;
    if (all.count === 0)
      return h('p', null, pool.ended === null ? 'Never freed as a whole while something lived in it.' : 'Nothing lived in it when it was freed.');
    const text = `Freed as a whole ${plural(all.count, 'time')} with something in it${all.empty ? `, ${number(all.empty)} times empty` : ''}: ` +
      `from ${bytes(all.least)} to ${bytes(all.most)}, ${bytes(Math.round(all.freed.bytes / all.count))} on average.`;
    const shown = all.times.length < all.count ? `, ${all.times.length} of ${all.count}` : '';
    return [h('p', null, text),
      h('details', null, h('summary', null, 'What lived then, by place'),
        table(`What lived when ${pool.name} was freed`, ['place', 'pieces', 'bytes'],
          all.lived.map(entry => [entry.site || '(unknown)', number(entry.pieces), number(entry.bytes)])),
      left.count ? h('p', null, `${bytes(left.freed.bytes)} more, by ${plural(left.count, 'further place')}.`) : ''),
      h('details', null, h('summary', null, `What lived then, by time${shown}`),
        table(`When ${pool.name} was freed`, ['at', 'pieces', 'bytes'], all.times.map(([at, pieces, freed]) => [time(at), number(pieces), number(freed)])))];
  }

  function pool (entry) {
    return h('article', { class: 'pool', id: `pool-${entry.number}` },
      h('h3', null, `${entry.name} `, h('span', { class: 'quiet' }, `(${entry.policy}, pool ${entry.number})`)),
      h('ul', { class: 'figures' },
        h('li', null, 'peak ', h('b', { class: 'peak' }, bytes(entry.peakAsked))),
        h('li', null, 'asked for ', h('b', null, bytes(entry.allocated.bytes)), ` in ${plural(entry.allocated.pieces, 'piece')}`),
        h('li', null, 'freed one by one ', h('b', null, bytes(entry.freed.bytes)), ` in ${plural(entry.freed.pieces, 'piece')}`),
        h('li', null, 'left at the end ', h('b', { class: 'live' }, bytes(entry.asked)), ` in ${plural(entry.pieces, 'piece')}`)),
      h('div', { class: 'pictures' }, Charts.course(entry, report), Charts.sizes(entry)),
      freeAlls(entry),
      h('details', null, h('summary', null, 'Sizes as a table'),
        table(`Sizes in ${entry.name}`, ['size', 'pieces asked for', 'bytes'],
          entry.allocatedClasses.map(size => [Charts.sizeName(size), number(size.pieces), number(size.asked)]))));
  }

  function sites () {
    const left = report.sitesLeftOut, shown = new Set(report.pools.map(pool => pool.number));
    document.getElementById('sites').append(
      table('Places', ['place', 'pool', 'pieces', 'bytes', 'left at the end'], report.sites.map(site =>
        [site.site || '(unknown)', shown.has(site.pool) ? h('a', { href: `#pool-${site.pool}` }, site.poolName) : site.poolName, number(site.allocated.pieces),
          number(site.allocated.bytes), number(site.live.bytes)])),
      left.count ? h('p', null, `${plural(left.count, 'further place')} asked for ${bytes(left.allocated.bytes)}.`) : '');
  }

  function theme () {
    const button = document.getElementById('theme'), root = document.documentElement;
    const names = { '': 'Theme: system', light: 'Theme: light', dark: 'Theme: dark' };
    const show = () => { button.textContent = names[root.dataset.theme || '']; };
    button.addEventListener('click', () => {
      const next = { '': 'light', light: 'dark', dark: '' }[root.dataset.theme || ''];
      if (next) root.dataset.theme = next;
      else delete root.dataset.theme;
      show();
    });
    show();
  }

  summary();
  chunked(document.getElementById('pools').appendChild(h('div', null)), report.pools, pool);
  if (report.poolsLeftOut.count)
    document.getElementById('pools').append(h('p', null,
      `${plural(report.poolsLeftOut.count, 'smaller pool')} asked for ${bytes(report.poolsLeftOut.allocated.bytes)}; ` +
      `${bytes(report.poolsLeftOut.live.bytes)} of that left at the end.`));
  sites();
  theme();
})();
