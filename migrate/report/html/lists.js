// SPDX-License-Identifier: MIT
// The views: sites, files with their code, findings, machine code, and the rest. Each makes its list of what is filtered.

const Lists = (() => {
  const { report } = Model;
  const linkTo = site => h('a', { href: Filters.address({ tab: 'files', site: site.key }) }, h('code', null, site.key));
  const none = text => h('p', { class: 'quiet' }, text);

  /* Details whose content is made when they are opened first. */
  function lazy (properties, summary, make) {
    const details = h('details', properties, summary);
    const fill = () => {
      if (details.open && details.childElementCount === 1) details.append(make());
    };
    details.addEventListener('toggle', fill);
    details.fill = fill;
    return details;
  }

  // ---- sites: those of one state and reason together, since hundreds may say the same ----

  function siteRow (group, site) {
    return h('tr', null,
      h('td', { class: 'place' }, linkTo(site)),
      h('td', null, h('code', null, site.name), site.risk ? [' ', badge(Model.RISK)] : null),
      h('td', null, site.kind),
      h('td', null, site.rewritten ? site.confidence : ''),
      report.proof ? h('td', null, site.proof || '') : null,
      group.noted ? h('td', null, site.note || '') : null);
  }

  function siteTable (group) {
    const columns = ['place', 'name', 'kind', 'confidence', report.proof ? 'proof' : null, group.noted ? 'more' : null].filter(Boolean);
    const body = h('tbody');
    const table = h('table', { class: 'sites' }, h('thead', null, h('tr', null, columns.map(name => h('th', { scope: 'col' }, name)))), body);
    const box = h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Sites' }, table);
    const frame = h('div', null, box);
    chunkedRows(box, body, group);
    return frame;
  }

  function chunkedRows (box, body, group) {
    const holder = chunked(body, group.sites, site => siteRow(group, site));
    queueMicrotask(() => {
      const more = holder.nextElementSibling;
      if (more && more.classList.contains('more')) box.after(more);
    });
  }

  function groupsOf (sites) {
    const order = new Map(Model.STATES.map((state, index) => [state.id, index]));
    const groups = new Map();
    for (const site of sites) {
      const key = `${site.state} ${site.reason}`;
      if (!groups.has(key)) groups.set(key, { state: site.state, reason: site.reason, sites: [], noted: false });
      const group = groups.get(key);
      group.sites.push(site);
      group.noted ||= Boolean(site.note);
    }
    return [...groups.values()].sort((one, other) => order.get(one.state) - order.get(other.state) || other.sites.length - one.sites.length);
  }

  function sitesView () {
    const sites = Model.sites.filter(Filters.matches);
    if (sites.length === 0) return [none('No site is like that.')];
    return groupsOf(sites).map((group, index) => {
      const reason = group.reason === 'none' ? null : report.reasons[group.reason];
      const summary = h('summary', null, badge(Model.state[group.state]), ' ', h('b', null, plural(group.sites.length, 'site')),
        reason ? [' · ', h('b', null, group.reason), ` · ${reason.cause}`] : null,
        reason && reason.advice ? h('span', { class: 'advice' }, ` → ${reason.advice}`) : null);
      const details = lazy({ class: 'group', open: index === 0 || group.state === 'left' }, summary, () => siteTable(group));
      details.fill();
      return details;
    });
  }

  // ---- files ----

  function fileEntry (file, sites) {
    const counts = Model.countBy(file.sites, site => site.shade);
    const parts = [...counts].map(([id, count]) => ({ id, count, name: Model.state[id].name }));
    const words = parts.map(part => `${part.count} ${part.name}`).join(', ');
    const summary = h('summary', null, h('code', null, file.path), ' ',
      h('span', { class: 'quiet' }, sites.length === file.sites.length ? plural(sites.length, 'site') : `${sites.length} of ${plural(file.sites.length, 'site')}`,
        file.changed ? '' : ', unchanged'),
      bar(parts, words));
    return lazy({ class: 'file', 'data-path': file.path }, summary, () => CodeView.whole(file, sites));
  }

  function filesView () {
    const entries = Model.files.map(file => [file, file.sites.filter(Filters.matches)]).filter(([, sites]) => sites.length > 0);
    if (entries.length === 0) return [none('No file has such a site.')];
    const details = entries.map(([file, sites]) => fileEntry(file, sites));
    if (details.length === 1) {
      details[0].open = true;
      details[0].fill();
    }
    return details;
  }

  // ---- findings: the chain as a graph of steps, from the root to the place ----

  function step (path, line, text, mark) {
    return h('li', { class: mark },
      lazy({ class: 'step' }, h('summary', null, h('span', { class: 'what' }, text), ' ', h('code', null, `${path}:${line}`)), () => CodeView.around(path, line)));
  }

  function findingEntry (finding) {
    const steps = finding.steps.map((each, index) => step(each.path, each.line, each.text, index === 0 ? 'root' : ''));
    return h('article', { class: `finding ${finding.severity}`, tabindex: '-1' },
      h('h3', null, h('span', { class: `badge ${finding.severity === 'note' ? 'settled' : 'risk'}` }, finding.severity), ' ', finding.rule, ' ',
        h('code', null, `${finding.path}:${finding.line}:${finding.column}`)),
      h('p', null, finding.message, finding.certainty === 'safe' ? '' : h('span', { class: 'quiet' }, ` (${finding.certainty})`)),
      finding.advice ? h('p', { class: 'advice' }, `→ ${finding.advice}`) : null,
      h('ol', { class: 'chain', 'aria-label': 'How it gets there' }, steps, step(finding.path, finding.line, finding.message, 'goal')));
  }

  function findingsView () {
    const findings = report.findings.filter(finding => Filters.matchesText(finding.path, `${finding.rule} ${finding.message} ${finding.steps.map(each => each.text).join(' ')}`));
    if (findings.length === 0) return [none(report.findings.length === 0 ? 'No findings.' : 'No finding is like that.')];
    return [chunked(h('div'), findings, findingEntry)];
  }

  // ---- machine code ----

  function proofRow (proof) {
    const lines = proof.lines.map((line, index) => [index > 0 ? ', ' : '', String(line)]);
    return h('tr', null,
      h('td', null, h('code', null, proof.function || '(outside of functions)')),
      h('td', { class: 'place' }, proof.line > 0
        ? lazy({ class: 'step' }, h('summary', null, h('code', null, `${proof.path}:${proof.line}`)), () => CodeView.around(proof.path, proof.line))
        : h('code', null, proof.path)),
      h('td', null, proof.proof, proof.explained ? ', by a recipe that is known to differ' : ''),
      h('td', null, proof.difference || ''),
      h('td', null, lines));
  }

  function proofView () {
    if (!report.proof) return [none('Not asked for: --verify=object compares the machine code of each function.')];
    const proofs = Model.proofs.filter(proof => Filters.matchesText(proof.path, `${proof.function} ${proof.difference}`));
    if (proofs.length === 0) return [none(Model.proofs.length === 0 ? 'Every changed function is identical.' : 'No function is like that.')];
    const head = h('thead', null, h('tr', null, ['function', 'place', 'proof', 'first difference', 'lines to read'].map(name => h('th', { scope: 'col' }, name))));
    const body = chunked(h('tbody'), proofs, proofRow);
    const outside = Model.proofs.filter(proof => !proof.function).length;
    const told = `${plural(Model.functionsToReview, 'function')} to review` + (outside > 0 ? `, and what stands outside of functions in ${plural(outside, 'file')}` : '');
    return [h('p', null, told), h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Functions' }, h('table', { class: 'sites functions' }, head, body))];
  }

  // ---- the rest: what was taken back, what did not parse ----

  function section (title, items) {
    return items.length === 0 ? null : h('section', null, h('h3', null, `${title} (${items.length})`), chunked(h('ul'), items, item => h('li', null, item)));
  }

  function otherItems () {
    const match = (path, text) => Filters.matchesText(path, text);
    const place = text => h('code', null, text);
    return {
      'Rolled back': report.roll_backs.filter(each => match(each.path, each.message))
        .map(each => [place(each.line ? `${each.path}:${each.line}` : each.path), ` ${each.message}: taken back: ${each.culprit || 'the whole file'}`]),
      'Units with errors': report.failures.filter(each => match(each.file, each.message || ''))
        .map(each => [place(each.file), ` ${each.status}: ${each.message || ''}`]),
      'Without flags: looked at by tokens only': report.without_flags.filter(file => match(file, '')).map(file => [place(file)]),
      'Suppressions that keep nothing: remove them': report.files.flatMap(file => file.unused_suppressions
        .filter(each => match(file.path, each.rules)).map(each => [place(`${file.path}:${each.line}`), ` ${each.rules}`])),
      'Accepted by the project': report.accepted.filter(each => match(each.path, each.message))
        .map(each => [place(`${each.path}:${each.line}`), ` ${each.rule}: ${each.message}: ${each.accepted}`]),
      'Accepted, but nothing to accept: remove them': report.unused_acceptances.filter(each => match(each.path, each.finding))
        .map(each => [place(`${report.config}:${each.line}`), ` ${each.finding} in ${each.path}${each.review ? ': is rewritten, for review' : ''}`]),
      'Excluded': report.excluded.filter(file => match(file, '')).map(file => [place(file)]),
    };
  }

  function otherView () {
    const sections = Object.entries(otherItems()).map(([title, items]) => section(title, items)).filter(Boolean);
    return sections.length > 0 ? sections : [none('Nothing.')];
  }

  const suppressions = report.files.reduce((sum, file) => sum + file.unused_suppressions.length, 0);
  const VIEWS = [
    { id: 'sites', name: 'Sites', count: Model.sites.length, make: sitesView },
    { id: 'files', name: 'Files', count: Model.files.length, make: filesView },
    { id: 'findings', name: 'Findings', count: report.findings.length, make: findingsView },
    { id: 'proof', name: 'Machine code', count: Model.functionsToReview, make: proofView },
    { id: 'other', name: 'Other', count: report.roll_backs.length + report.failures.length + report.without_flags.length + suppressions
        + report.accepted.length + report.unused_acceptances.length + report.excluded.length, make: otherView },
  ];
  return { VIEWS };
})();
