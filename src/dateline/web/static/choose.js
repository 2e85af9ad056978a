// In a report that may be corrected: words are chosen with the mouse, or with c and the arrow keys,
// and a bar asks what they are. The server takes the place of the words, and proposes what they mean.
const ROLES = [
  ["who", "a", "who"], ["whom", "r", "to whom"], ["when", "w", "when"], ["where", "l", "where"],
  ["said", "s", "said by"], ["what", "t", "words of the event"], ["new", "e", "another event"],
];
const WORD = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu;

for (const text of document.querySelectorAll(".text[data-version]")) {
  const bar = makeBar(text);
  const words = () => [...text.querySelectorAll("p[data-start]")].flatMap(wordsOf);
  let all = null; // the words, while the keyboard chooses
  let from = 0;
  let to = 0;

  const settle = () => {
    const chosen = document.getSelection();
    if (bar.contains(document.activeElement)) return;
    const span = chosen.isCollapsed || !chosen.rangeCount ? null : spanOf(text, chosen.getRangeAt(0));
    bar.show(span, span && wordsIn(text, span));
  };
  document.addEventListener("selectionchange", settle);

  const mark = () => {
    const [first, last] = [all[Math.min(from, to)], all[Math.max(from, to)]];
    const range = document.createRange();
    range.setStart(first.node, first.start);
    range.setEnd(last.node, last.end);
    const chosen = document.getSelection();
    chosen.removeAllRanges();
    chosen.addRange(range);
    (to < from ? first : last).node.parentElement.scrollIntoView({ block: "nearest" });
  };
  const begin = () => {
    all = words();
    if (!all.length) return;
    const number = document.querySelector("[data-event][data-at]")?.dataset.event;
    const near = number && text.querySelector(`mark[data-events~="${CSS.escape(number)}"]`);
    from = to = Math.max(0, near ? all.findIndex((word) => near.contains(word.node)) : 0);
    text.focus({ preventScroll: true });
    mark();
  };
  text.addEventListener("blur", () => { all = null; });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog, button")) return;
    if (!all) {
      if (event.key === "c") { event.preventDefault(); begin(); }
      return;
    }
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[event.key];
    if (by) {
      event.preventDefault();
      event.stopImmediatePropagation();
      to = Math.min(Math.max(to + by, 0), all.length - 1);
      if (!event.shiftKey) from = to;
      mark();
    } else if (event.key === "Escape") {
      document.getSelection().removeAllRanges();
      text.blur();
    } else if (event.key === "Enter") {
      event.preventDefault();
      bar.querySelector("button, select")?.focus();
    } else {
      const role = ROLES.find(([, key]) => key === event.key);
      if (role) { event.preventDefault(); event.stopImmediatePropagation(); bar.go(role[0]); }
    }
  }, true);
}
document.getElementById("fix")?.focus({ preventScroll: true });
document.getElementById("fix")?.scrollIntoView({ block: "nearest" });

// Text nodes of a paragraph, without the numbers of events that stand in it.
function nodesOf(paragraph) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest("a.no")) nodes.push(walker.currentNode);
  }
  return nodes;
}

function wordsOf(paragraph) {
  return nodesOf(paragraph).flatMap((node) =>
    [...node.data.matchAll(WORD)].map((found) => ({ node, start: found.index, end: found.index + found[0].length })));
}

// The place of a range in the report's text, in code points; null where it is not in it.
function spanOf(text, range) {
  const place = (node, offset) => {
    const paragraph = (node.nodeType === 3 ? node.parentElement : node).closest?.("p[data-start]");
    if (!paragraph || !text.contains(paragraph)) return null;
    let count = Number(paragraph.dataset.start);
    for (const one of nodesOf(paragraph)) {
      if (one === node) return count + [...one.data.slice(0, offset)].length;
      const after = node.nodeType !== 3 && node.childNodes[offset]?.compareDocumentPosition(one);
      if (node.nodeType !== 3 && (after === 0 || after & (4 | 16))) return count;
      count += [...one.data].length;
    }
    return count;
  };
  const [start, end] = [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)];
  return start === null || end === null || end <= start ? null : [start, end];
}

function wordsIn(text, [start, end]) {
  let out = "";
  for (const paragraph of text.querySelectorAll("p[data-start]")) {
    const first = Number(paragraph.dataset.start);
    const all = [...nodesOf(paragraph).map((node) => node.data).join("")];
    out += all.slice(Math.max(0, start - first), Math.max(0, end - first)).join("");
  }
  return out;
}

function makeBar(text) {
  const bar = document.createElement("div");
  bar.className = "choose";
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", "What the chosen words are");
  bar.hidden = true;
  const shown = document.createElement("b");
  const label = document.createElement("label");
  label.append("of event ");
  const events = document.createElement("select");
  for (const item of document.querySelectorAll("[data-event][data-mention]")) {
    const option = document.createElement("option");
    option.value = item.dataset.mention;
    option.textContent = `${item.dataset.event} “${item.dataset.words.slice(0, 40)}”`;
    events.append(option);
  }
  label.append(events);
  let span = null;
  bar.go = (role) => {
    if (!span || (role !== "new" && !events.value)) return;
    const asked = new URLSearchParams({ as: role, start: span[0], end: span[1] });
    if (role !== "new") asked.set("event", events.value);
    window.location.assign(`/report/${text.dataset.version}?${asked}#fix`);
  };
  bar.append(shown, events.options.length ? label : "");
  for (const [role, key, name] of ROLES) {
    if (role !== "new" && !events.options.length) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.role = role;
    button.append(name, " ");
    const kbd = document.createElement("kbd");
    kbd.textContent = key;
    kbd.setAttribute("aria-hidden", "true");
    button.append(kbd);
    button.addEventListener("click", () => bar.go(role));
    bar.append(button);
  }
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { bar.hidden = true; text.focus(); }
  });
  bar.show = (place, words) => {
    span = place;
    bar.hidden = !place;
    if (!place) return;
    shown.textContent = `“${words.replace(/\s+/g, " ").slice(0, 60)}”`;
    const near = nearest(text, place[0]);
    if (near) events.value = near;
  };
  document.body.append(bar);
  return bar;
}

// The event whose words stand nearest to a place, or else the one that the list is at.
function nearest(text, place) {
  const at = document.querySelector("[data-event][data-at]");
  if (at) return at.dataset.mention;
  let best = null;
  for (const mark of text.querySelectorAll("a.no")) {
    const node = mark.nextSibling?.firstChild ?? mark.nextSibling;
    const paragraph = mark.closest("p");
    let count = Number(paragraph.dataset.start);
    for (const one of nodesOf(paragraph)) {
      if (one === node || (node && node.contains?.(one))) break;
      count += [...one.data].length;
    }
    const id = mark.id.slice(2);
    if (best === null || Math.abs(count - place) < best[0]) best = [Math.abs(count - place), id];
  }
  return best?.[1];
}
