"use strict";
// Two versions compared line by line (one sentence a line), then word by word. Inserts text only.
(() => {
  const data = self.policytrackTexts;
  const place = document.getElementById("compared");
  if (!data || !place) return;
  const from = document.getElementById("from");
  const to = document.getElementById("to");

  // Myers, "An O(ND) Difference Algorithm" (1986); gives up beyond `most` differences.
  function difference(before, after, most) {
    let start = 0;
    while (start < before.length && start < after.length && before[start] === after[start]) start++;
    let ends = [before.length, after.length];
    while (ends[0] > start && ends[1] > start && before[ends[0] - 1] === after[ends[1] - 1]) ends = [ends[0] - 1, ends[1] - 1];
    const a = before.slice(start, ends[0]), b = after.slice(start, ends[1]);
    const same = (list, kind) => list.map((item) => [kind, item]);
    const middle = walk(a, b, most) || [...same(a, "del"), ...same(b, "ins")];
    return [...same(before.slice(0, start), ""), ...middle, ...same(before.slice(ends[0]), "")];
  }
  function walk(a, b, most) {
    const reach = new Map([[1, 0]]), trace = [];
    for (let d = 0; d <= Math.min(most, a.length + b.length); d++) {
      trace.push(new Map(reach));
      for (let k = -d; k <= d; k += 2) {
        let x = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1)) ? reach.get(k + 1) ?? 0 : (reach.get(k - 1) ?? 0) + 1;
        while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
        reach.set(k, x);
        if (x >= a.length && x - k >= b.length) return back(a, b, trace, d);
      }
    }
    return null;
  }
  function back(a, b, trace, d) {
    const steps = [];
    let x = a.length, y = b.length;
    for (; d >= 0; d--) {
      const reach = trace[d], k = x - y;
      const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      const was = d ? (reach.get(down ? k + 1 : k - 1) ?? 0) : 0;
      const wasY = d ? was - (down ? k + 1 : k - 1) : 0;
      while (x > was && y > wasY) { steps.push(["", a[x - 1]]); x--; y--; }
      if (d) { if (down) { steps.push(["ins", b[y - 1]]); y--; } else { steps.push(["del", a[x - 1]]); x--; } }
    }
    return steps.reverse();
  }

  const underline = /^(=+|-{3,})$/;
  function numbers(version) {
    const found = [];
    for (let i = 0; i < version[2].length; i += 2) for (let j = 0; j < version[2][i + 1]; j++) found.push(version[2][i] + j);
    const told = found.filter((number) => data.lines[number].trim());
    told.forEach((number, i) => { if (underline.test(data.lines[told[i + 1]])) headings.add(number); });
    return told.filter((number) => !underline.test(data.lines[number]));
  }
  const headings = new Set();
  const isHeading = (number) => headings.has(number) || /^#{1,6}\s/.test(data.lines[number]);
  // As a reader sees it: links as their words, no emphasis; the markup where it alone differs.
  const bare = (text) => text.replace(/^#{1,6}\s+/, "");
  const plain = (text) => bare(text).replace(/!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*\)/g, "$1").replace(/\*\*|__/g, "")
    .replace(/^[*+-]\s+/, "• ").replace(/\\([!-/:-@[-`{-~])/g, "$1");
  const words = (text) => text.match(/\s+|[^\s\p{L}\p{N}]|[\p{L}\p{N}]+/gu) || [];
  function put(parent, kind, text) {
    if (!kind) { parent.append(text); return; }
    const last = parent.lastChild;
    if (last && last.nodeName === kind.toUpperCase()) { last.append(text); return; }
    const element = document.createElement(kind);
    element.textContent = text;
    parent.append(element);
  }
  function line(near) {
    const element = document.createElement("p");
    if (!near) element.className = "far";
    return element;
  }
  function alike(a, b) {
    const left = new Set(words(a)), right = new Set(words(b));
    const both = [...left].filter((word) => right.has(word)).length;
    return both / Math.max(left.size, right.size, 1) > 0.5;
  }
  // Of lines that went and lines that came in one place, those that are alike beside each other.
  function paired(steps) {
    const found = [];
    for (let i = 0; i < steps.length;) {
      if (!steps[i][0]) { found.push(["", steps[i][1]]); i++; continue; }
      const gone = [], come = [];
      for (; i < steps.length && steps[i][0]; i++) (steps[i][0] === "del" ? gone : come).push(steps[i][1]);
      let waiting = [];
      const leave = (count) => {
        gone.splice(0, count).forEach((one) => found.push(["del", one]));
        waiting.forEach((one) => found.push(["ins", one]));
        waiting = [];
      };
      for (const number of come) {
        const place = come.length * gone.length > 10000 ? -1 : gone.findIndex((one) => alike(plain(data.lines[one]), plain(data.lines[number])));
        if (place < 0) { waiting.push(number); continue; }
        leave(place);
        found.push(["both", gone.shift(), number]);
      }
      leave(gone.length);
    }
    return found;
  }
  function show() {
    const [before, after] = [from, to].map((choice) => numbers(data.versions[choice.value]));
    const steps = paired(difference(before, after, 2000));
    place.replaceChildren();
    if (steps.every(([kind]) => !kind)) place.textContent = place.dataset.same;
    const near = new Set();
    steps.forEach(([kind], i) => { if (kind) [i - 1, i, i + 1].forEach((j) => near.add(j)); });
    steps.forEach(([kind, number, other], i) => {
      if (!near.has(i) && !(place.lastElementChild && place.lastElementChild.classList.contains("far"))) {
        const gap = document.createElement("p");
        gap.className = "gap";
        gap.textContent = "…";
        place.append(gap);
      }
      const element = line(near.has(i));
      if (isHeading(number)) element.classList.add("heading");
      if (kind === "both") {
        const pair = [data.lines[number], data.lines[other]];
        const [was, now] = plain(pair[0]) === plain(pair[1]) ? pair.map(bare) : pair.map(plain);
        for (const [sort, word] of difference(words(was), words(now), 400)) put(element, sort, word);
      } else put(element, kind, plain(data.lines[number]));
      place.append(element);
    });
    history.replaceState(null, "", "#" + [from, to].map((choice) => data.versions[choice.value][1]).join(".."));
  }
  const format = new Intl.DateTimeFormat(self.policytrackLanguage, { dateStyle: "medium" });
  const clock = new Intl.DateTimeFormat(self.policytrackLanguage, { dateStyle: "medium", timeStyle: "short" });
  const days = data.versions.map(([since]) => format.format(new Date(since)));
  data.versions.forEach(([since], number) => {
    const alone = days.indexOf(days[number]) === days.lastIndexOf(days[number]);
    const name = alone ? days[number] : clock.format(new Date(since));
    for (const choice of [from, to]) choice.append(new Option(name, String(number)));
  });
  const asked = location.hash.slice(1).split("..").map((name) => data.versions.findIndex((version) => version[1] === name));
  const last = data.versions.length - 1;
  from.value = String(asked[0] >= 0 ? asked[0] : Math.max(0, last - 1));
  to.value = String(asked[1] >= 0 ? asked[1] : last);
  from.addEventListener("change", show);
  to.addEventListener("change", show);
  show();
})();
