// SPDX-License-Identifier: MIT
// The tree as fields: the size is the number of sites, the colours say what became of them.

const Treemap = (() => {
  const HEADER = 20; // pixels of a folder's name
  const box = document.getElementById('treemap');
  const crumbs = document.getElementById('crumbs');

  /** The folders and files: { name, path, size, children | file }. Folders with one child only are joined with it. */
  function build () {
    const root = { name: '', path: '', size: 0, children: new Map() };
    for (const file of Model.files) {
      if (file.sites.length === 0) continue;
      let node = root;
      node.size += file.sites.length;
      const names = file.path.split('/');
      names.forEach((name, index) => {
        const path = names.slice(0, index + 1).join('/');
        if (!node.children.has(name)) node.children.set(name, { name, path, size: 0, children: new Map() });
        node = node.children.get(name);
        node.size += file.sites.length;
      });
      node.file = file;
    }
    return settle(root);
  }

  function settle (node) {
    node.children = [...node.children.values()].map(settle).sort((one, other) => other.size - one.size);
    if (node.children.length !== 1 || node.children[0].file) return node;
    const [child] = node.children;
    return { ...child, name: node.name || node.path ? `${node.name}/${child.name}` : child.name };
  }

  const tree = build();

  function find (path, node = tree) {
    if (!path || node.path === path) return node;
    const child = node.children.find(each => Filters.isBelow(path, each.path) || Filters.isBelow(each.path, path));
    return child ? find(path, child) : node;
  }

  /** Squarified (Bruls, Huizing and van Wijk): rows along the shorter side, as long as the shapes get squarer. */
  function squarify (nodes, area) {
    const total = nodes.reduce((sum, node) => sum + node.size, 0);
    const scale = (area.width * area.height) / total;
    const placed = [];
    let { x, y, width, height } = area;
    let rest = nodes.map(node => ({ node, surface: node.size * scale }));
    const worst = (row, side) => {
      const sum = row.reduce((all, each) => all + each.surface, 0);
      const surfaces = row.map(each => each.surface);
      return Math.max((side * side * Math.max(...surfaces)) / (sum * sum), (sum * sum) / (side * side * Math.min(...surfaces)));
    };
    while (rest.length > 0) {
      const side = Math.min(width, height);
      let count = 1;
      while (count < rest.length && worst(rest.slice(0, count + 1), side) <= worst(rest.slice(0, count), side)) count++;
      const row = rest.slice(0, count);
      rest = rest.slice(count);
      const thickness = row.reduce((sum, each) => sum + each.surface, 0) / (side || 1);
      let along = 0;
      for (const { node, surface } of row) {
        const length = surface / (thickness || 1);
        placed.push(width >= height
          ? { node, x, y: y + along, width: thickness, height: length }
          : { node, x: x + along, y, width: length, height: thickness });
        along += length;
      }
      if (width >= height) {
        x += thickness;
        width -= thickness;
      } else {
        y += thickness;
        height -= thickness;
      }
    }
    return placed;
  }

  const ORDER = ['risk', 'left', 'review', 'rewritten', 'proved', 'settled'];

  function gradient (counts, total) {
    let from = 0;
    const stops = ORDER.filter(id => counts.get(id)).map(id => {
      const to = from + (100 * counts.get(id)) / total;
      const stop = `var(--${id}) ${from}% ${to}%`;
      from = to;
      return stop;
    });
    return `linear-gradient(90deg, ${stops.join(', ')})`;
  }

  function field ({ node, x, y, width, height }) {
    const counts = Model.countBy(node.file.sites, site => site.shade);
    const words = ORDER.filter(id => counts.get(id)).map(id => `${counts.get(id)} ${Model.state[id].name}`).join(', ');
    const button = h('button', {
      type: 'button', class: 'field', tabindex: '-1', title: `${node.path}\n${words}`,
      'aria-label': `${node.path}: ${plural(node.size, 'site')}: ${words}`,
      style: `left:${x}px;top:${y}px;width:${width}px;height:${height}px;background:${gradient(counts, node.size)}`,
      click: () => Filters.set({ path: node.path }),
    });
    if (width > 44 && height > 18) button.append(h('span', { class: 'label' }, node.name));
    return button;
  }

  function layOut (node, area, fields) {
    for (const place of squarify(node.children, area)) {
      if (place.node.file) {
        fields.push(field(place));
        continue;
      }
      const named = place.height > 3 * HEADER && place.width > 60;
      const folder = { x: place.x + 2, y: place.y + (named ? HEADER : 2), width: place.width - 4, height: place.height - (named ? HEADER + 2 : 4) };
      if (named)
        fields.push(h('button', {
          type: 'button', class: 'folder', tabindex: '-1', style: `left:${place.x}px;top:${place.y}px;width:${place.width}px;height:${HEADER}px`,
          'aria-label': `Folder ${place.node.path}: ${plural(place.node.size, 'site')}`,
          click: () => Filters.set({ path: place.node.path }),
        }, `${place.node.name} · ${place.node.size}`));
      if (folder.width > 3 && folder.height > 3) layOut(place.node, folder, fields);
    }
  }

  function drawCrumbs (path) {
    const parts = path ? path.split('/') : [];
    const step = (name, to, last) => h('button', { type: 'button', 'aria-current': last ? 'location' : null, click: () => Filters.set({ path: to }) }, name);
    crumbs.replaceChildren(step('all files', '', parts.length === 0),
      ...parts.map((name, index) => step(name || '/', parts.slice(0, index + 1).join('/'), index === parts.length - 1)));
  }

  function draw () {
    const path = Filters.current.path || '';
    const node = find(path);
    drawCrumbs(path);
    const shown = node.file ? { children: [node] } : node;
    const fields = [];
    box.hidden = Model.sites.length === 0;
    box.style.setProperty('--fields', Model.files.length);
    if (shown.children.length > 0 && box.clientWidth > 0)
      layOut(shown, { x: 0, y: 0, width: box.clientWidth, height: box.clientHeight }, fields);
    box.replaceChildren(...fields);
    if (fields.length > 0) fields[0].tabIndex = 0;
  }

  /** Arrows go to the nearest field in that direction: the whole map is one stop of the tabulator. */
  function move (event) {
    if (event.key === 'Backspace') {
      const path = Filters.current.path || '';
      Filters.set({ path: path.split('/').slice(0, -1).join('/') });
      if (box.firstChild) box.firstChild.focus();
      event.preventDefault();
      return;
    }
    const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const from = document.activeElement;
    if (!direction || from.parentElement !== box) return;
    event.preventDefault();
    const centre = element => [element.offsetLeft + element.offsetWidth / 2, element.offsetTop + element.offsetHeight / 2];
    const [x, y] = centre(from);
    let best = null;
    let nearest = Infinity;
    for (const element of box.children) {
      const [otherX, otherY] = centre(element);
      const ahead = (otherX - x) * direction[0] + (otherY - y) * direction[1];
      const aside = Math.abs((otherX - x) * direction[1]) + Math.abs((otherY - y) * direction[0]);
      if (ahead > 0.5 && ahead + 2 * aside < nearest) {
        nearest = ahead + 2 * aside;
        best = element;
      }
    }
    if (!best) return;
    from.tabIndex = -1;
    best.tabIndex = 0;
    best.focus();
  }

  function start () {
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', 'Map of the tree: arrows move, Enter filters');
    box.addEventListener('keydown', move);
    document.getElementById('legend').append(...[Model.RISK, ...Model.STATES].map(state =>
      h('li', null, h('span', { class: `swatch ${state.id}`, 'aria-hidden': 'true' }), state.name)));
    let width = 0;
    new ResizeObserver(() => {
      if (box.clientWidth !== width) draw();
      width = box.clientWidth;
    }).observe(box);
    Filters.listen((now, before) => {
      if (now.path !== before.path || !box.firstChild) draw();
    });
  }

  return { start };
})();
