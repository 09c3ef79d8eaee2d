// The only place where the browser's UTF-16 offsets and the server's code points meet.
// Every run of text is an element with data-start (code points) that holds one text node;
// whatever stands between runs (data-skip) belongs to the page, not to the edition.

const isLow = (unit) => unit >= 0xdc00 && unit <= 0xdfff;
const isHigh = (unit) => unit >= 0xd800 && unit <= 0xdbff;

/** Number of code points of a string. */
export function codePoints(text) {
  let count = 0;
  for (let i = 0; i < text.length; i += 1, count += 1) {
    if (isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1))) i += 1;
  }
  return count;
}

/** The UTF-16 offset of code point `count`. */
export function utf16Offset(text, count) {
  let i = 0;
  for (; count > 0 && i < text.length; i += 1, count -= 1) {
    if (isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1))) i += 1;
  }
  return i;
}

const startOf = (run) => Number(run.dataset.start);
const rootOf = (run) => run.closest("[data-text]");

/** A UTF-16 offset that splits no character: moved outwards from its middle. */
function whole(text, at, outwards) {
  const splits = isLow(text.charCodeAt(at)) && isHigh(text.charCodeAt(at - 1));
  return splits ? at + outwards : at;
}

/** The part of a run that lies in a range, in code points of its edition; null if none. */
function partOf(run, range) {
  const node = run.firstChild;
  if (!node || !range.intersectsNode(node)) return null;
  const text = node.data;
  const left = range.startContainer === node ? whole(text, range.startOffset, -1) : 0;
  const right = range.endContainer === node ? whole(text, range.endOffset, 1) : text.length;
  if (left >= right) return null;
  return [startOf(run) + codePoints(text.slice(0, left)), startOf(run) + codePoints(text.slice(0, right))];
}

/**
 * What a range covers of one edition: {textId, side, start, end, quote}, or null.
 * A range that runs over both columns counts for the one in which it begins.
 */
export function spanOf(range, scope = document) {
  let root = null;
  let start = Infinity;
  let end = -1;
  for (const run of scope.querySelectorAll("[data-start]")) {
    const part = partOf(run, range);
    if (!part) continue;
    const here = rootOf(run);
    root = root || here;
    if (here.dataset.text !== root.dataset.text || here.dataset.side !== root.dataset.side) continue;
    start = Math.min(start, part[0]);
    end = Math.max(end, part[1]);
  }
  if (!root) return null;
  const { text: textId, side } = root.dataset;
  const quote = quoteOf(textId, start, end, scope);
  return quote === null ? null : { textId, side, start, end, quote };
}

/** The words of [start, end) of an edition from the page; null where not all of it is there. */
export function quoteOf(textId, start, end, scope = document) {
  const runs = new Map();
  for (const root of scope.querySelectorAll(`[data-text="${CSS.escape(textId)}"]`)) {
    for (const run of root.querySelectorAll("[data-start]")) {
      const from = startOf(run);
      if (from < end && from + codePoints(run.textContent) > start) runs.set(from, run);
    }
  }
  let quote = "";
  let at = start;
  for (const [from, run] of [...runs].sort((a, b) => a[0] - b[0])) {
    if (from > at) {
      // Between blocks stands white space only, kept on the block that follows it.
      const gap = run.closest("[data-gap]").dataset.gap;
      const missing = from - at;
      if (codePoints(gap) < missing) return null;
      quote += gap.slice(utf16Offset(gap, codePoints(gap) - missing));
      at = from;
    }
    const text = run.textContent;
    const left = utf16Offset(text, at - from);
    const right = utf16Offset(text, end - from);
    quote += text.slice(left, right);
    at += codePoints(text.slice(left, right));
  }
  return at === end ? quote : null;
}
