// SPDX-License-Identifier: MIT
// Code of a file, before beside after, with each site's rule and reason below its line.

const CodeView = (() => {
  const linesOf = text => {
    const lines = text.split('\n');
    if (lines[lines.length - 1] === '') lines.pop();
    return lines.map(line => line.replace(/\r$/, ''));
  };

  /** The runs of a file as rows { before: [number, text] | null, after: … , same }. */
  function rowsOf (path) {
    const runs = Model.report.code[path] || [];
    let shift = 0;
    return runs.map(run => {
      const rows = [];
      let number = run.line;
      for (const part of run.parts) {
        if (typeof part === 'string') {
          for (const text of linesOf(part)) {
            rows.push({ before: [number, text], after: [number + shift, text], same: true });
            number++;
          }
          continue;
        }
        const before = linesOf(part.old);
        const after = linesOf(part.new);
        for (let i = 0; i < Math.max(before.length, after.length); i++)
          rows.push({
            before: i < before.length ? [number + i, before[i]] : null,
            after: i < after.length ? [number + shift + i, after[i]] : null,
            same: false,
          });
        number += before.length;
        shift += after.length - before.length;
      }
      return rows;
    });
  }

  const allRows = new Map();
  function rows (path) {
    if (!allRows.has(path)) allRows.set(path, rowsOf(path));
    return allRows.get(path);
  }

  function colour (run, compared) {
    for (const side of ['before', 'after']) {
      const texts = run.filter(row => row[side]).map(row => row[side][1]);
      const state = { comment: Highlight.beginsInComment(texts) };
      for (const row of run) if (row[side]) row[side][2] = Highlight.tokens(row[side][1], state);
    }
    if (!compared) return;
    for (const row of run) if (!row.same && row.before && row.after) Highlight.markDifferences(row.before[2], row.after[2]);
  }

  function cells (side, mark) {
    if (!side) return [h('td', { class: 'number' }), h('td', { class: 'code none' })];
    return [
      h('td', { class: `number ${mark}` }, String(side[0])),
      h('td', { class: `code ${mark}` }, h('code', null, Highlight.elements(side[2]))),
    ];
  }

  /** What there is to say about a site: shown below its line. */
  function note (site, wide) {
    const rule = Model.report.rules[site.rule];
    const why = [site.cause, site.advice].filter(Boolean).join(': ');
    const proof = site.proof && site.proof !== 'identical' ? ` · ${site.proof}` : '';
    return h('tr', { class: 'note', id: `site-${site.key}`, tabindex: '-1' },
      h('td', { colspan: wide ? 4 : 2 },
        badge(Model.state[site.state]), site.risk ? [' ', badge(Model.RISK)] : null, ' ',
        h('code', null, site.name), ` ${site.kind}`, site.rewritten ? ` · ${site.confidence}${proof}` : '',
        site.reason !== 'none' ? [' · ', h('b', null, site.reason)] : '', why ? ` · ${why} ` : ' ',
        h('a', { href: Filters.address({ tab: 'files', site: site.key }), class: 'link', 'aria-label': `Link to ${site.key}` }, '#'),
        rule ? h('details', { class: 'rule' }, h('summary', null, 'rule'), h('pre', { tabindex: '0' }, rule)) : null));
  }

  function table (runs, wide, notes) {
    const body = h('tbody');
    runs.forEach((run, index) => {
      if (index > 0) body.append(h('tr', { class: 'gap' }, h('td', { colspan: wide ? 4 : 2 }, '⋯')));
      for (const row of run) {
        body.append(h('tr', { class: row.same ? 'same' : 'change', 'data-line': row.before ? row.before[0] : null },
          wide ? [cells(row.before, row.same ? '' : 'old'), cells(row.after, row.same ? '' : 'new')] : cells(row.before, '')));
        if (row.before) for (const site of notes.get(row.before[0]) || []) body.append(note(site, wide));
      }
    });
    const column = width => h('col', { style: width ? `width:${width}` : null });
    const columns = h('colgroup', null, wide ? [column('4.2em'), column(), column('4.2em'), column()] : [column('4.2em'), column()]);
    const head = wide
      ? h('thead', null, h('tr', null, h('th', { colspan: 2, scope: 'col' }, 'before'), h('th', { colspan: 2, scope: 'col' }, 'after')))
      : h('thead', { class: 'unseen' }, h('tr', null, h('th', { scope: 'col' }, 'line'), h('th', { scope: 'col' }, 'code')));
    return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Code' },
      h('table', { class: wide ? 'diff' : 'excerpt' }, columns, head, body));
  }

  /** A file's changes and sites. @param sites  those to speak of. */
  function whole (file, sites) {
    const notes = new Map();
    for (const site of sites) notes.set(site.line, [...(notes.get(site.line) || []), site]);
    const runs = rows(file.path).filter(run => run.some(row => (row.before && notes.has(row.before[0])) || !row.same));
    runs.forEach(run => colour(run, true));
    return table(runs, file.changed, notes);
  }

  /** The lines around one of a file, as they were; what is changed there stands in the file's own view. */
  function around (path, line) {
    const near = row => row.before && Math.abs(row.before[0] - line) <= 3;
    const runs = rows(path).map(run => run.filter(near)).filter(run => run.length > 0);
    if (runs.length === 0) return h('p', { class: 'quiet' }, 'This file could not be read.');
    runs.forEach(run => colour(run, false));
    const view = table(runs, false, new Map());
    const marked = view.querySelector(`[data-line="${line}"]`);
    if (marked) marked.classList.add('here');
    return view;
  }

  return { whole, around };
})();
