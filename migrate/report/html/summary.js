// SPDX-License-Identifier: MIT
// At a glance: how much is done, how much is proved, what waits for a person.

const Summary = (() => {
  const { report, STATES } = Model;
  const { ledger } = report;
  const share = (part, whole) => (whole === 0 ? '–' : `${Math.floor((1000 * part) / whole) / 10} %`);

  const card = (title, figure, ...rest) => h('div', { class: 'card' }, h('h2', null, title), h('p', { class: 'figure' }, figure), ...rest);

  function done () {
    const counts = Model.countBy(Model.sites, site => site.state);
    const parts = STATES.map(state => ({ id: state.id, name: state.name, count: counts.get(state.id) || 0 }));
    const words = parts.filter(part => part.count > 0).map(part => `${part.count} ${part.name}`).join(', ');
    const wanted = ledger.rewritten + ledger.residue;
    const settled = ledger.left - ledger.residue;
    const proposed = report.output === 'in-place' || report.output === 'directory' ? 'Rewritten' : 'Would be rewritten';
    if (report.output === 'lint')
      return card('Looked at', ledger.found.toLocaleString('en'), h('p', null, 'places of the rules; --lint changes nothing'));
    return card(proposed, share(ledger.rewritten, wanted), bar(parts, words),
      h('p', null, `${ledger.rewritten.toLocaleString('en')} of ${plural(wanted, 'site')} in ${plural(report.changed_files, 'file')}`,
        settled > 0 ? `; nothing to do at ${settled.toLocaleString('en')} more` : ''));
  }

  /** Says no more than the proof has shown. */
  function proved () {
    const { proof, units } = report;
    if (report.output === 'lint') return null;
    if (proof) {
      const differing = proof.functions - proof.identical;
      return card('Proved the same machine code', share(proof.identical, proof.functions),
        bar([{ id: 'proved', name: 'identical', count: proof.identical }, { id: 'review', name: 'to review', count: differing }],
          `${proof.identical} identical, ${differing} to review`),
        h('p', null, `${proof.identical} of ${plural(proof.functions, 'changed function')}; `,
          h('a', { href: Filters.address({ tab: 'proof' }) }, `${differing} to review`)));
    }
    const words = {
      parse: 'parsed again with the changes: no new error or warning',
      compile: 'parsed and compiled again with the changes: no new error or warning',
      none: 'checked: --verify=none was given, nothing is proved',
    };
    return card(report.verify === 'none' ? 'Not proved' : 'Checked', report.verify === 'none' ? '0' : units.verified.toLocaleString('en'),
      h('p', null, `${report.verify === 'none' ? 'No unit was' : `${units.verified === 1 ? 'unit was' : 'units were'}`} ${words[report.verify]}`),
      h('p', { class: 'quiet' }, h('code', null, '--verify=object'), ' would compare the machine code of each function'));
  }

  function waiting () {
    const count = state => Model.sites.filter(site => site.state === state).length;
    const item = (number, text, choices) => (number > 0 ? h('li', null, h('a', { href: Filters.address(choices) }, h('b', null, number.toLocaleString('en')), ` ${text}`)) : null);
    const items = [
      item(ledger.residue, 'left: to deal with', { tab: 'sites', state: 'left' }),
      item(count('review'), 'rewritten: to look at', { tab: 'sites', state: 'review' }),
      item(Model.alarming.length, 'scope findings', { tab: 'findings' }),
      item(Model.functionsToReview, 'functions to review', { tab: 'proof' }),
      item(report.roll_backs.length, 'roll-backs', { tab: 'other' }),
      item(report.failures.length, 'units with errors', { tab: 'other' }),
      item(report.without_flags.length, 'files without flags', { tab: 'other' }),
    ].filter(Boolean);
    const total = ledger.residue + count('review') + Model.alarming.length;
    return card('Waits for a person', total.toLocaleString('en'),
      items.length > 0 ? h('ul', { class: 'waiting' }, items) : h('p', null, 'nothing'));
  }

  function start () {
    document.getElementById('summary').append(...[done(), proved(), waiting()].filter(Boolean));
  }

  return { start };
})();
