// SPDX-License-Identifier: MIT
// The report's data, as the views want them. Counts come from the ledger that is in them, never from a view.

const Model = (() => {
  const report = JSON.parse(document.getElementById('data').textContent);

  // What became of a site; the first four and the last are the ledger's own parts, proved is a part of the rewritten.
  const STATES = [
    { id: 'left', name: 'left for a person', mark: '●' },
    { id: 'review', name: 'rewritten, to review', mark: '◐' },
    { id: 'rewritten', name: 'rewritten', mark: '✓' },
    { id: 'proved', name: 'rewritten, same machine code', mark: '✔' },
    { id: 'settled', name: 'nothing to do', mark: '–' },
  ];
  const RISK = { id: 'risk', name: 'at risk', mark: '▲' };

  function stateOf (occurrence) {
    if (occurrence.outcome === 'left') return occurrence.residue ? 'left' : 'settled';
    if (occurrence.proof === 'identical') return 'proved';
    return occurrence.confidence === 'safe' ? 'rewritten' : 'review';
  }

  const SCOPE_REASONS = new Set(['no-scope', 'escapes']);
  const place = (path, line) => `${path}:${line}`;
  const alarming = report.findings.filter(finding => finding.severity !== 'note');
  const alarmed = new Set(alarming.map(finding => place(finding.path, finding.line)));

  function atRisk (site) {
    return alarmed.has(place(site.path, site.line))
      || (SCOPE_REASONS.has(site.reason) && site.state !== 'settled')
      || (site.rewritten && site.confidence === 'unsafe');
  }

  function makeSite (file, occurrence) {
    const reason = report.reasons[occurrence.reason] || { cause: '', advice: '' };
    const silent = occurrence.reason === 'none';
    const site = {
      ...occurrence,
      path: file.path,
      key: `${file.path}:${occurrence.line}:${occurrence.column}`,
      rewritten: occurrence.outcome === 'rewritten',
      state: stateOf(occurrence),
      cause: occurrence.note || (silent ? '' : reason.cause),
      advice: silent ? '' : reason.advice,
    };
    site.risk = atRisk(site);
    site.shade = site.risk ? 'risk' : site.state;
    site.text = `${site.key} ${site.name} ${site.reason} ${site.cause}`.toLowerCase();
    return site;
  }

  const files = report.files.map(file => {
    const sites = file.occurrences.map(occurrence => makeSite(file, occurrence));
    return { path: file.path, ledger: file.ledger, changed: file.changed, sites };
  });
  const sites = files.flatMap(file => file.sites);

  function countBy (list, key) {
    const counts = new Map();
    for (const item of list) counts.set(key(item), (counts.get(key(item)) || 0) + 1);
    return counts;
  }

  const states = [...STATES, RISK];
  return {
    report, files, sites, STATES, RISK, countBy, alarming,
    siteAt: new Map(sites.map(site => [site.key, site])),
    fileAt: new Map(files.map(file => [file.path, file])),
    state: Object.fromEntries(states.map(state => [state.id, state])),
    /* One entry for each function that is not identical, and some for what stands outside of functions. */
    proofs: report.proof ? report.proof.places.filter(proof => proof.proof !== 'identical') : [],
    functionsToReview: report.proof ? report.proof.functions - report.proof.identical : 0,
    /** Whether a person has to do or to look at something. */
    waits: site => site.state === 'left' || site.state === 'review' || site.risk,
  };
})();
