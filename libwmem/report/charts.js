// SPDX-License-Identifier: MIT
// Pictures: bytes over time, and pieces by size. Each says in words what it shows, for those who do not see it.

/** Bytes as people read them. */
function bytes (count) {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0, value = count;
  for (; value >= 1024 && unit < units.length - 1; unit++) value /= 1024;
  return unit === 0 ? plural(count, 'byte') : `${value.toFixed(value < 10 ? 2 : 1)} ${units[unit]}`;
}

/** Microseconds as people read them. */
const time = micro => (micro < 1000 ? `${micro} µs` : micro < 1e6 ? `${(micro / 1000).toFixed(1)} ms` : `${(micro / 1e6).toFixed(2)} s`);

function svg (tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const Charts = (() => {
  const WIDTH = 1000, HEIGHT = 200;

  /** The course of a pool: its bytes at the end of each step as a line, their least and most as a band. */
  function course (pool, report) {
    const top = pool.peakAsked || 1;
    const y = value => HEIGHT - (value / top) * (HEIGHT - 4);
    const upper = [], lower = [], line = [];
    let before = 0;
    for (const [step, first, least, most, last] of pool.course) {
      const left = (step / report.steps) * WIDTH, right = ((step + 1) / report.steps) * WIDTH;
      upper.push(`${left},${y(Math.max(before, most))} ${right},${y(most)}`);
      lower.push(`${left},${y(Math.min(before, least))} ${right},${y(least)}`);
      line.push(`${left},${y(before)} ${left},${y(first)} ${right},${y(last)}`);
      before = last;
    }
    const end = ((pool.ended === null ? report.duration : pool.ended) / (report.duration || 1)) * WIDTH;
    line.push(`${end},${y(before)}`);
    const freed = pool.freeAll.count;
    const words = `${pool.name}: bytes over time, at most ${bytes(pool.peakAsked)}, ${bytes(pool.asked)} at the end, ` +
      `freed as a whole ${plural(freed, 'time')}`;
    return h('figure', null,
      svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': words },
        svg('polygon', { class: 'band', points: [...upper, ...lower.reverse().map(pair => pair.split(' ').reverse().join(' '))].join(' ') }),
        svg('polyline', { class: 'line', points: line.join(' ') })),
      h('div', { class: 'ends', 'aria-hidden': 'true' }, h('span', null, '0'), h('span', null, `top: ${bytes(pool.peakAsked)}`),
        h('span', null, time(report.duration))),
      h('figcaption', null, 'Bytes that live, over time: a line at the end of each step, the band from the least to the most within it.'));
  }

  const sizeName = entry => (entry.upTo === null ? 'larger' : `up to ${bytes(entry.upTo)}`);

  /** How many pieces of which size were asked for. */
  function sizes (pool) {
    const classes = pool.allocatedClasses;
    const most = Math.max(1, ...classes.map(entry => entry.pieces));
    const width = WIDTH / Math.max(classes.length, 1);
    const words = `${pool.name}: pieces asked for by size: ${classes.map(entry => `${sizeName(entry)}: ${entry.pieces}`).join(', ')}`;
    return h('figure', null,
      svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': words },
        ...classes.map((entry, index) => {
          const height = Math.max(2, (entry.pieces / most) * (HEIGHT - 4));
          return svg('rect', { class: 'column', x: index * width + width * 0.1, y: HEIGHT - height, width: width * 0.8, height },
            svg('title', {}, `${sizeName(entry)}: ${entry.pieces} pieces, ${bytes(entry.asked)}`));
        })),
      h('div', { class: 'ends', 'aria-hidden': 'true' }, h('span', null, classes.length ? sizeName(classes[0]) : ''),
        h('span', null, classes.length > 1 ? sizeName(classes[classes.length - 1]) : '')),
      h('figcaption', null, 'Pieces asked for, by size (doubling from column to column where both occur).'));
  }

  return { course, sizes, sizeName };
})();
