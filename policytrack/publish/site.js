"use strict";
// Makes the pages better; none of them needs it. Keeps two things in localStorage, sends nothing.
(() => {
  const keep = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* not allowed: fine */ } },
  };
  // The reader's own form of the page's language: "en-GB" on a page in "en".
  const own = document.documentElement.lang;
  const language = (navigator.languages || []).find((one) => one.split("-")[0] === own) || own || undefined;
  self.policytrackLanguage = language;

  for (const time of document.querySelectorAll("time[datetime]")) {
    const when = new Date(time.dateTime);
    if (Number.isNaN(when.getTime()) || !time.dateTime.includes("T")) continue;
    const clock = time.hasAttribute("data-clock");
    const options = { dateStyle: "medium", ...(clock ? { timeStyle: "short" } : {}) };
    time.title = time.dateTime;
    time.textContent = new Intl.DateTimeFormat(language, options).format(when);
  }

  for (const tool of document.querySelectorAll("[data-needs-script]")) tool.hidden = false;

  const search = document.getElementById("search");
  const weight = document.getElementById("weight");
  const items = [...document.querySelectorAll("[data-find]")];
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map(items.map((item) => [item, plain(item.textContent + " " + item.dataset.find)]));
  function filter() {
    const words = plain(search ? search.value : "").split(/\s+/).filter(Boolean);
    const wanted = weight ? weight.value : "";
    for (const item of items) {
      const found = words.every((word) => texts.get(item).includes(word));
      const fits = !wanted || !item.dataset.weight || item.dataset.weight === wanted;
      item.hidden = !(found && fits);
    }
    for (const list of document.querySelectorAll("[data-list]")) {
      const none = list.parentElement.querySelector(".nothing");
      if (none) none.hidden = [...list.children].some((item) => !item.hidden);
    }
    const more = document.querySelector("details.more");
    if (more && (words.length || wanted)) more.open = true;
  }
  if (search) {
    search.addEventListener("input", filter);
    const asked = new URLSearchParams(location.search).get("q");
    if (asked) { search.value = asked; filter(); }
  }
  if (weight) weight.addEventListener("change", filter);

  const visit = document.getElementById("since-visit");
  if (visit) {
    const times = items.filter((item) => item.dataset.at).map((item) => item.dataset.at).sort();
    const key = "policytrack-seen:" + location.pathname;
    const seen = keep.get(key);
    const fresh = seen ? items.filter((item) => item.dataset.at && item.dataset.at > seen) : [];
    if (fresh.length) {
      visit.textContent = visit.dataset.words.replace("{n}", String(fresh.length));
      visit.hidden = false;
      for (const item of fresh) {
        const mark = document.createElement("span");
        mark.className = "chip substantive";
        mark.textContent = visit.dataset.new;
        item.querySelector(".what").append(" ", mark);
      }
    }
    if (times.length) keep.set(key, times[times.length - 1]);
  }

  const buttons = [...document.querySelectorAll("button[data-view]")];
  const group = buttons.length ? buttons[0].parentElement.dataset : {};
  function split(text) {
    const heads = document.createElement("p");
    heads.className = "pair heads";
    for (const side of [group.before, group.after]) heads.append(Object.assign(document.createElement("span"), { textContent: side }));
    text.prepend(heads);
    for (const line of text.querySelectorAll("p > .line, p > .item")) {
      if (line.classList.contains("gap")) continue;
      const pair = document.createElement("span");
      pair.className = "pair" + (line.classList.contains("far") ? " far" : "");
      const was = line.cloneNode(true);
      was.classList.remove("far");
      const now = was.cloneNode(true);
      was.classList.add("was");
      now.classList.add("now");
      pair.append(was, now);
      line.replaceWith(pair);
    }
  }
  function join(text) {
    for (const heads of text.querySelectorAll(".heads")) heads.remove();
    for (const pair of text.querySelectorAll(".pair")) {
      const line = pair.firstElementChild;
      line.classList.remove("was");
      if (pair.classList.contains("far")) line.classList.add("far");
      pair.replaceWith(line);
    }
  }
  function show(view) {
    const side = view === "side";
    document.querySelector("main").classList.toggle("by-side", side);
    for (const text of document.querySelectorAll(".entry > .text")) (side ? split : join)(text);
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.view === view));
  }
  for (const button of buttons) {
    button.addEventListener("click", () => { keep.set("policytrack-view", button.dataset.view); show(button.dataset.view); });
  }
  if (buttons.length && keep.get("policytrack-view") === "side") show("side");
})();
