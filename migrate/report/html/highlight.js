// SPDX-License-Identifier: MIT
// C in colours, and what differs between two lines: both by tokens.

const Highlight = (() => {
  const KEYWORDS = new Set(('auto break case const continue default do else enum extern for goto if inline register return '
    + 'sizeof static struct switch typedef union volatile while NULL TRUE FALSE true false').split(' '));
  const TYPES = /^(void|char|short|int|long|float|double|signed|unsigned|bool|_Bool|gchar|guchar|gint|guint|gboolean|gsize|gssize|gpointer|gconstpointer|gdouble|gfloat|glong|gulong|gint\d+|guint\d+|\w+_t)$/;
  const TOKEN = /\/\*.*?(?:\*\/|$)|\/\/.*|"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|\d[\w.]*|[A-Za-z_]\w*|\s+|[-+=<>&|!]=|->|&&|\|\||\+\+|--|./g;

  function wordClass (word, rest) {
    if (KEYWORDS.has(word)) return 'k';
    if (TYPES.test(word)) return 't';
    return /^\s*\(/.test(rest) ? 'f' : '';
  }

  function classOf (token, rest) {
    const first = token[0];
    if (token.startsWith('/*') || token.startsWith('//')) return 'c';
    if (first === '"' || first === "'") return 's';
    if (/\d/.test(first)) return 'n';
    return /[A-Za-z_]/.test(first) ? wordClass(token, rest) : '';
  }

  /** A line as tokens { text, kind }. state.comment tells whether it begins in a comment, and then whether it ends in one. */
  function tokens (line, state) {
    const list = [];
    let text = line;
    if (state.comment) {
      const end = text.indexOf('*/');
      const length = end < 0 ? text.length : end + 2;
      list.push({ text: text.slice(0, length), kind: 'c' });
      text = text.slice(length);
      state.comment = end < 0;
    }
    if (/^\s*#/.test(text)) {
      const [start] = text.match(/^\s*#\s*\w*/);
      list.push({ text: start, kind: 'p' });
      text = text.slice(start.length);
    }
    for (const match of text.matchAll(TOKEN)) {
      const [token] = match;
      list.push({ text: token, kind: classOf(token, text.slice(match.index + token.length)) });
      if (token.startsWith('/*') && !(token.length >= 4 && token.endsWith('*/'))) state.comment = true;
    }
    return list;
  }

  /** Whether lines begin in a comment that was opened before them. */
  function beginsInComment (lines) {
    for (const line of lines) {
      const open = line.indexOf('/*');
      const close = line.indexOf('*/');
      if (close >= 0 && (open < 0 || close < open)) return true;
      if (open >= 0) return false;
    }
    return false;
  }

  /** Marks the tokens of two lines that the other has not: the longest common part stays unmarked. */
  function markDifferences (before, after) {
    const LONGEST = 400;
    if (before.length > LONGEST || after.length > LONGEST) return;
    const columns = after.length + 1;
    const common = new Uint16Array((before.length + 1) * columns);
    for (let i = before.length - 1; i >= 0; i--)
      for (let j = after.length - 1; j >= 0; j--)
        common[i * columns + j] = before[i].text === after[j].text
          ? common[(i + 1) * columns + j + 1] + 1
          : Math.max(common[(i + 1) * columns + j], common[i * columns + j + 1]);
    let i = 0;
    let j = 0;
    while (i < before.length || j < after.length) {
      if (i < before.length && j < after.length && before[i].text === after[j].text) {
        i++;
        j++;
      } else if (j >= after.length || (i < before.length && common[(i + 1) * columns + j] >= common[i * columns + j + 1])) {
        before[i++].differs = true;
      } else {
        after[j++].differs = true;
      }
    }
  }

  /** The tokens as elements. */
  function elements (list) {
    return list.map(({ text, kind, differs }) => {
      if (differs) return h('mark', { class: kind }, text);
      return kind ? h('span', { class: kind }, text) : text;
    });
  }

  return { tokens, beginsInComment, markDifferences, elements };
})();
