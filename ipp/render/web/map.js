"use strict";
/* The page around the picture: looking around, searching, choosing, playing. Names reach the page as text only. */
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { policy } = data;
  const $ = (id) => document.getElementById(id);
  const cards = new Map(data.cards.map((card) => [card.n, card]));
  const picture = $("picture");
  const shapes = new Map([...picture.querySelectorAll(".card")].map((shape) => [Number(shape.dataset.n), shape]));
  const leads = [...picture.querySelectorAll(".lead")];
  const MARKS = { touch: "○", product: "●", bundle: "▣", list: "»" };
  const SVG = "http://www.w3.org/2000/svg";

  /** Make an element; a text among its parts stays a text, and a name keeps its own direction. */
  function make(name, look, ...parts) {
    const made = document.createElement(name);
    if (look) made.className = look;
    made.append(...parts);
    return made;
  }
  const bdi = (text) => make("bdi", "", text);
  const show = (box, ...parts) => box.replaceChildren(...parts);
  const nameOf = (number) => policy.items[number]?.name ?? cards.get(number)?.name ?? "";
  const markOf = (number) => (number === data.goal ? "★" : MARKS[policy.items[number]?.kind ?? "list"]);
  const tell = (text) => { $("told").textContent = text; };

  function button(text, look, act) {
    const made = make("button", look, text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }
  const link = (number) => button(bdi(nameOf(number)), "link", () => choose(number, true));

  // Days, as numbers like Python's date.toordinal()

  const DAY = 86400000, FIRST = 719163;
  const dated = (day) => new Date((day - FIRST) * DAY);
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const dayText = (day) => {
    const date = dated(day);
    return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  };
  const isoOf = (day) => dated(day).toISOString().slice(0, 10);
  const dayOf = (iso) => {
    const [year, month, day] = iso.split("-").map(Number);
    return Math.round(Date.UTC(year, month - 1, day) / DAY) + FIRST;
  };
  const clock = new Date();
  const TODAY = Math.round(Date.UTC(clock.getFullYear(), clock.getMonth(), clock.getDate()) / DAY) + FIRST;

  // Money: amounts are texts, added exactly

  const SCALE = Math.max(2, ...policy.offers.map(({ price }) => (price?.split(".")[1] ?? "").length));
  const units = (price) => {
    const [whole, part = ""] = price.split(".");
    return BigInt(whole + part.padEnd(SCALE, "0"));
  };
  function amount(total) {
    const digits = String(total).padStart(SCALE + 1, "0");
    const part = digits.slice(-SCALE).replace(/0+$/, "").padEnd(2, "0");
    return withCurrency(`${digits.slice(0, -SCALE)}.${part}`);
  }
  const withCurrency = (price) => (data.currency ? `${price} ${data.currency}` : price);
  const priceText = ({ price, item }) => {
    const { every } = policy.items[item];
    return price === null ? "" : withCurrency(price) + (every ? ` every ${every}` : "");
  };

  // The view: a part of the picture, moved and scaled

  const sheet = picture.viewBox.baseVal;
  const [WIDTH, HEIGHT] = [sheet.width, sheet.height];
  const view = { x: 0, y: 0, scale: 1 };
  const printed = matchMedia("print");
  for (const lane of picture.querySelectorAll(".lane")) { // from afar they are as large as their lane has room for
    const size = parseFloat(getComputedStyle(lane).fontSize);
    lane.style.setProperty("--room", `${0.95 * size * Number(lane.dataset.room) / lane.getComputedTextLength()}px`);
    lane.style.setProperty("--strip", `${0.76 * Number(lane.dataset.strip)}px`);
  }
  const boxes = new Map([...shapes.values()].map((shape) => {
    const { e, f } = shape.transform.baseVal.consolidate().matrix;
    const box = shape.querySelector(".box");
    return [shape, { x: e, y: f, width: box.width.baseVal.value, height: box.height.baseVal.value }];
  }));

  function look() {
    const { clientWidth: width, clientHeight: height } = picture;
    if (!width || !height || printed.matches) return;
    picture.setAttribute("viewBox", [view.x, view.y, width / view.scale, height / view.scale].join(" "));
    picture.classList.toggle("far", view.scale < 0.33);
    picture.classList.toggle("farthest", view.scale < 0.12);
    if (view.scale < 0.33) picture.style.setProperty("--afar", `${15 / view.scale}px`);
    const [right, bottom] = [view.x + width / view.scale, view.y + height / view.scale];
    for (const [shape, box] of boxes) { // what is not in view costs nothing
      const out = box.x > right || box.y > bottom || box.x + box.width < view.x || box.y + box.height < view.y;
      if (out !== shape.classList.contains("out")) shape.classList.toggle("out", out);
    }
  }
  const least = () => Math.min(picture.clientWidth / WIDTH, picture.clientHeight / HEIGHT, 1);

  function fit() {
    view.scale = least();
    view.x = (WIDTH - picture.clientWidth / view.scale) / 2;
    view.y = (HEIGHT - picture.clientHeight / view.scale) / 2;
    look();
  }

  /** Scale so that the point of the picture under (x, y) of the window stays there. */
  function zoom(factor, x = picture.clientWidth / 2, y = picture.clientHeight / 2) {
    const scale = Math.min(4, Math.max(least() * 0.8, view.scale * factor));
    view.x += x / view.scale - x / scale;
    view.y += y / view.scale - y / scale;
    view.scale = scale;
    look();
  }

  function pan(x, y) {
    view.x -= x / view.scale;
    view.y -= y / view.scale;
    look();
  }

  /** Bring a card into view, large enough to be read. */
  function goTo(number) {
    const shape = shapes.get(number);
    if (!shape) return;
    const box = boxes.get(shape);
    if (view.scale < 0.6) view.scale = 0.8;
    view.x = box.x + box.width / 2 - picture.clientWidth / view.scale / 2;
    view.y = box.y + box.height / 2 - picture.clientHeight / view.scale / 2;
    look();
  }

  /** Bring several cards into view. */
  function goToAll(numbers) {
    const places = numbers.map((number) => boxes.get(shapes.get(number))).filter(Boolean);
    if (!places.length) return;
    const left = Math.min(...places.map((box) => box.x)) - 30, top = Math.min(...places.map((box) => box.y)) - 50;
    const width = Math.max(...places.map((box) => box.x + box.width)) + 30 - left;
    const height = Math.max(...places.map((box) => box.y + box.height)) + 30 - top;
    view.scale = Math.min(1.2, picture.clientWidth / width, picture.clientHeight / height);
    view.x = left - (picture.clientWidth / view.scale - width) / 2;
    view.y = top - (picture.clientHeight / view.scale - height) / 2;
    look();
  }

  const lanes = [...picture.querySelectorAll(".lane")]; // one for each group, in their order, or none at all
  for (const [place, lane] of lanes.entries())
    lane.addEventListener("click", () => { if (moved < 5) goToAll(data.groups[place].goods); });

  const fingers = new Map();
  let moved = 0;
  picture.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, event);
    if (fingers.size === 1) moved = 0;
  });
  addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const [x, y] = [event.clientX - before.clientX, event.clientY - before.clientY];
    moved += Math.abs(x) + Math.abs(y);
    const other = [...fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
    fingers.set(event.pointerId, event);
    if (moved < 5) return;
    picture.classList.add("held");
    if (!other) return pan(x, y);
    const apart = (finger) => Math.hypot(finger.clientX - other.clientX, finger.clientY - other.clientY);
    const { left, top } = picture.getBoundingClientRect();
    zoom(apart(event) / Math.max(1, apart(before)), (event.clientX + other.clientX) / 2 - left,
      (event.clientY + other.clientY) / 2 - top);
    pan(x / 2, y / 2);
  });
  for (const end of ["pointerup", "pointercancel"])
    addEventListener(end, (event) => {
      fingers.delete(event.pointerId);
      if (!fingers.size) picture.classList.remove("held");
    });
  picture.addEventListener("wheel", (event) => {
    event.preventDefault();
    const { left, top } = picture.getBoundingClientRect();
    const pixels = event.deltaY * (event.deltaMode ? 20 : 1);
    if (event.shiftKey) return pan(-pixels, 0);
    zoom(Math.exp(-Math.max(-200, Math.min(200, pixels)) * 0.0022), event.clientX - left, event.clientY - top);
  }, { passive: false });
  $("nearer").addEventListener("click", () => zoom(1.3));
  $("farther").addEventListener("click", () => zoom(1 / 1.3));
  $("fit").addEventListener("click", fit);
  new ResizeObserver(look).observe(picture);

  /** Make ready for paper: the whole picture, and after it every list in words. */
  function paper() {
    show($("outline"), ...data.cards.filter((card) => card.rows.length).map((card) => make("section", "",
      make("h2", "", markOf(card.n), " ", bdi(card.name), make("span", "soft", ` ${card.price}`)),
      make("ol", "", ...card.rows.map((row) => make("li", "", `${row.to === data.goal ? "★" : MARKS[row.kind]} `, bdi(row.name),
        make("span", "soft", row.terms.length ? ` ${row.terms.join(", ")}` : "")))))));
    picture.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
    picture.classList.remove("far", "farthest");
    for (const shape of shapes.values()) shape.classList.remove("out");
  }
  printed.addEventListener("change", () => {
    $("legend").open = printed.matches || $("legend").open;
    if (printed.matches) paper(); else look();
  });
  addEventListener("beforeprint", () => {
    $("legend").open = true;
    paper();
  });
  addEventListener("afterprint", look);
  $("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  // Cards: one of them can be reached with Tab, the others from there with the arrow keys

  let reached = null;
  function reach(number, focus) {
    shapes.get(reached)?.setAttribute("tabindex", "-1");
    reached = number;
    const shape = shapes.get(number);
    shape.setAttribute("tabindex", "0");
    if (!focus) return;
    goTo(number);
    shape.focus({ preventScroll: true });
  }

  /** What a card is, beside what stands on it. */
  function described(card) {
    const { length } = card.findings;
    const found = length ? `${length} finding${length > 1 ? "s" : ""}` : "";
    const list = card.rows.map((row) => row.name).join(", ");
    return [card.n === data.goal ? "ultimate action" : card.kind, found, list && `leads to ${list}`].filter(Boolean).join("; ");
  }

  for (const [number, shape] of shapes) {
    shape.setAttribute("role", "button");
    shape.setAttribute("tabindex", "-1");
    shape.setAttribute("aria-description", described(cards.get(number)));
    shape.addEventListener("click", () => { if (moved < 5) choose(number, false); });
    shape.addEventListener("focus", () => { if (reached !== number) reach(number, false); });
  }
  if (shapes.size) reach([...shapes.keys()][0], false);

  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  /** The nearest card that lies in a direction: what lies off it counts double. */
  function beside(number, [x, y]) {
    const here = boxes.get(shapes.get(number));
    let [best, nearest] = [null, Infinity];
    for (const [other, shape] of shapes) {
      const box = boxes.get(shape);
      const [right, down] = [box.x - here.x, box.y - here.y];
      const along = right * x + down * y, off = Math.abs(right * y) + Math.abs(down * x);
      if (along > 1 && along + 2 * off < nearest) [best, nearest] = [other, along + 2 * off];
    }
    return best;
  }
  $("stage").addEventListener("keydown", (event) => {
    const card = event.target.closest?.(".card");
    const way = WAYS[event.key];
    if (event.key === "+" || event.key === "=") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else if (event.key === "0") fit();
    else if (event.key === "Escape") clear();
    else if (card && (event.key === "Enter" || event.key === " ")) choose(Number(card.dataset.n), false);
    else if (card && way) {
      const next = beside(Number(card.dataset.n), way);
      if (next !== null) reach(next, true);
    } else return;
    event.preventDefault();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !["INPUT", "SELECT"].includes(event.target.tagName)) {
      event.preventDefault();
      $("find").focus();
    }
  });

  // Choosing: the recommended path of whoever buys it, and why

  const WHY = { // origin of an action -> why it comes
    store: "the store-wide list: nothing closer is left", prospects: "the path of those who bought nothing yet",
    ready: "they are ready for the ultimate action", ultimate: "the ultimate action: nothing else is left",
    rest: "nothing is left to offer; this keeps them warm", refill: "it is used up by now",
  };
  const reasonOf = ({ origin, because, rung }) =>
    WHY[origin] ?? `they ${origin === "winback" ? "cancelled" : "bought"} ${nameOf(because)}${rung ? ", a smaller version" : ""}`;
  const ENDS = {
    rest: "Then nothing is left to offer: rest keeps them warm.", complete: "Then the path is complete.",
    stranded: "Then nothing is left: the path never asks for the ultimate action.", stopped: "They get nothing.", cut: "And so on.", ultimate: "",
  };
  const PASSED = {
    done: ({ day }) => `done on ${dayText(day)}`, declined: ({ day }) => `declined on ${dayText(day)}`,
    bought: ({ day }) => `bought on ${dayText(day)}`, owned: ({ about }) => `owned: it contains ${about}`,
    "closed segment": ({ about }) => `segment: ${about} decides against it`,
    "window over": ({ day }) => (day === null ? "window over" : `window over on ${dayText(day)}`),
    "within over": ({ day }) => `within over on ${dayText(day)}`, "not open yet": ({ day }) => `not open yet: opens on ${dayText(day)}`,
    "open ask": ({ about }) => `open ask: ${about} is not answered yet`, "not due yet": ({ day }) => `not due yet: due on ${dayText(day)}`,
    "held up": ({ about }) => `held up by ${about}, which comes first`,
    "higher rung theirs": ({ about }) => `smaller than ${about}, which is theirs`, draft: () => "draft",
    paused: () => "paused", retired: () => "retired", "given up": ({ day }) => `given up: asked again on ${dayText(day)}`,
  };
  const passedText = (passed) => `${passed.step}: ${PASSED[passed.why](passed)}`;

  function clear() {
    picture.classList.remove("chosen");
    for (const shape of [...shapes.values(), ...leads]) shape.classList.remove("on", "at", "theirs", "coming");
    for (const added of picture.querySelectorAll(".counted, .across")) added.remove();
  }

  /** Show the way through the cards, in its order. */
  function highlight(first, steps) {
    clear();
    picture.classList.add("chosen");
    shapes.get(first)?.classList.add("on", "at");
    for (const [place, { action }] of steps.entries()) {
      const shape = shapes.get(action.item);
      shape?.classList.add("on");
      if (shape && !shape.querySelector(".counted")) shape.append(numbered(place + 1));
      const start = action.because ?? (action.origin === "store" ? data.store : null);
      const here = leads.filter((lead) => Number(lead.dataset.from) === start && Number(lead.dataset.to) === action.item);
      for (const lead of here) lead.classList.add("on");
      if (!here.length && shape && shapes.has(start)) picture.insertBefore(across(shapes.get(start), shape), picture.querySelector(".card"));
    }
  }

  /** A lead that is written and not drawn, drawn while its card is chosen. */
  function across(start, end) {
    const [from, to] = [boxes.get(start), boxes.get(end)];
    const [x, y, left, top] = [from.x + from.width, from.y + 18, to.x - 4, to.y + 18];
    const bend = Math.max(80, Math.abs(left - x) / 2);
    return drawn("path", { class: "across wire", d: `M${x} ${y}C${x + bend} ${y} ${left - bend} ${top} ${left} ${top}` });
  }

  function drawn(name, attributes, ...parts) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...parts);
    return made;
  }

  const numbered = (count) => drawn("g", { class: "counted", "aria-hidden": "true" },
    drawn("circle", { r: 10, class: "order" }), drawn("text", { y: 4, class: "count" }, String(count)));

  function choose(number, move) {
    const card = cards.get(number);
    if (!card) return;
    const good = ["product", "bundle"].includes(card.kind);
    const found = good ? Play.journey(policy, [{ kind: "bought", items: [number], on: TODAY }], customer(), TODAY) : null;
    if (found) highlight(number, found.steps);
    else highlightNaming(number);
    if (shapes.has(number)) reach(number, false);
    if (move) goTo(shapes.has(number) ? number : naming(number).find((start) => shapes.has(start)));
    turnTo("look");
    show($("look"), ...details(card, found));
    tell(`${card.name}. ${found ? pathText(found) : ""}`);
  }

  function highlightNaming(number) {
    clear();
    picture.classList.add("chosen");
    shapes.get(number)?.classList.add("on", "at");
    for (const start of naming(number)) shapes.get(start)?.classList.add("on");
  }
  const naming = (number) => data.cards.filter((card) => card.rows.some((row) => row.to === number)).map((card) => card.n);
  const pathText = ({ steps }) => `Recommended path: ${steps.map(({ action }) => nameOf(action.item)).join(", ")}`;

  function* details(card, found) {
    yield make("h2", "big", markOf(card.n), " ", bdi(card.name));
    yield make("p", "soft", [card.price, ...card.facts].filter(Boolean).join(" · "));
    if (card.note) yield make("p", "", bdi(card.note));
    for (const finding of card.findings) yield findingBox(finding);
    if (card.holds.length) yield* listing("In it", card.holds.map((text) => [bdi(text)]));
    if (card.rungs.length) yield* listing("Smaller versions after a No", card.rungs.map((text) => [bdi(text)]));
    if (found) yield* path(card, found);
    if (card.rows.length) yield* listing(card.kind === "list" ? "What it says" : "Its list", card.rows.map(rowParts));
    const starts = naming(card.n);
    if (starts.length) yield* listing("Named by", starts.map((start) => [cardLink(start)]));
  }

  const cardLink = (number) => button(bdi(cards.get(number).name), "link", () => choose(number, true));

  function* listing(title, items) {
    yield make("h3", "", title);
    yield make("ul", "", ...items.map((parts) => make("li", "", ...parts)));
  }

  const rowParts = (row) => [
    `${row.to === data.goal ? "★" : MARKS[row.kind]} `, cards.has(row.to) ? link(row.to) : bdi(row.name),
    make("span", "soft", [` ${row.price}`, ...row.terms].filter((part) => part.trim()).join(", ").replace(/^(?=.)/, " ")),
    ...row.rungs.map((text) => make("div", "soft", bdi(text))),
  ];

  function* path(card, { steps, ends }) {
    yield make("h3", "", "Recommended path, if every answer is Yes");
    const items = steps.map(({ action, on }) => make("li", "",
      `${markOf(action.item)} `, cards.has(action.item) ? link(action.item) : bdi(nameOf(action.item)),
      action.offer === null ? "" : ` ${priceText(action)}`,
      make("div", "soft", `${on === TODAY ? "today" : `in ${on - TODAY} days`}: `, bdi(reasonOf(action)))));
    yield make("ol", "", ...items);
    if (ENDS[ends]) yield make("p", "soft", ENDS[ends]);
    if (steps[0]?.passed.length) yield* listing("Passed over at first", steps[0].passed.map((each) => [bdi(passedText(each))]));
    if (policy.items[card.n].unavailable !== "draft")
      yield make("p", "answers", button("Play from here", "yes", () => playFrom(card.n)));
  }

  // Findings

  function findingBox({ severity, rule, message, help, place }) {
    return make("div", `finding ${severity}`, make("p", "", make("strong", "", severity), ` ${rule}`),
      make("p", "", bdi(message)), help ? make("p", "soft", bdi(help)) : "", make("p", "soft", bdi(place)));
  }

  const flawed = data.cards.filter((card) => card.findings.length);
  const flaws = flawed.reduce((sum, card) => sum + card.findings.length, data.findings.length);
  $("count").textContent = flaws ? `(${flaws})` : "";
  show($("findings"),
    ...(flaws ? [] : [make("p", "", "Nothing found: the path is sound.")]),
    ...data.findings.map(findingBox),
    ...flawed.flatMap((card) => [make("h2", "", cardLink(card.n)), ...card.findings.map(findingBox)]));

  // Tabs

  const tabs = [...document.querySelectorAll("[role=tab]")];
  function turnTo(id) {
    for (const tab of tabs) {
      const open = tab.id === `tab-${id}`;
      tab.setAttribute("aria-selected", String(open));
      tab.tabIndex = open ? 0 : -1;
      $(tab.getAttribute("aria-controls")).hidden = !open;
    }
    if (id === "play") play();
  }
  for (const [place, tab] of tabs.entries()) {
    tab.addEventListener("click", () => turnTo(tab.id.slice(4)));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(place + step + tabs.length) % tabs.length];
      next.focus();
      turnTo(next.id.slice(4));
    });
  }

  // Search

  const folded = (text) => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
  const named = data.cards.filter((card) => card.kind !== "list").map((card) => [folded(card.name), card]);
  const MOST_FOUND = 30;
  let at = -1;

  function search() {
    const wanted = folded($("find").value.trim());
    const hits = wanted ? named.filter(([name]) => name.includes(wanted)).map(([, card]) => card) : [];
    at = hits.length ? 0 : -1;
    show($("found"), ...hits.slice(0, MOST_FOUND).map(option));
    $("found").hidden = !wanted;
    $("find").setAttribute("aria-expanded", String(Boolean(wanted)));
    if (wanted && !hits.length) $("found").append(make("li", "", "Nothing is called that."));
    if (wanted) tell(`${hits.length} found`);
    mark();
  }

  function option(card, place) {
    const made = make("li", "", `${markOf(card.n)} `, bdi(card.name), make("small", "", card.price ? `  ${card.price}` : ""));
    made.id = `found-${place}`;
    made.setAttribute("role", "option");
    made.dataset.n = card.n;
    made.addEventListener("click", () => take(card.n));
    return made;
  }

  function mark() {
    const options = [...$("found").querySelectorAll("[role=option]")];
    for (const [place, each] of options.entries()) each.setAttribute("aria-selected", String(place === at));
    options[at]?.scrollIntoView({ block: "nearest" });
    if (options[at]) $("find").setAttribute("aria-activedescendant", options[at].id);
    else $("find").removeAttribute("aria-activedescendant");
  }

  function take(number) {
    closeSearch();
    choose(number, true);
  }
  function closeSearch() {
    $("found").hidden = true;
    $("find").setAttribute("aria-expanded", "false");
    $("find").removeAttribute("aria-activedescendant");
  }
  $("find").addEventListener("input", search);
  $("found").addEventListener("pointerdown", (event) => event.preventDefault()); // or the list were gone before the click
  $("find").addEventListener("blur", () => setTimeout(() => document.activeElement === $("find") || closeSearch(), 150)); // it may be back
  $("find").addEventListener("keydown", (event) => {
    const options = $("found").querySelectorAll("[role=option]");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      at = (at + step + options.length) % options.length;
      mark();
    } else if (event.key === "Enter" && options[at]) take(Number(options[at].dataset.n));
    else if (event.key === "Escape") closeSearch();
    else return;
    event.preventDefault();
  });

  // Play: a customer whose life is a list of moments, each of which can be taken back

  let moments = [];
  let start = TODAY;
  const today = () => moments.reduce((day, moment) => Math.max(day, moment.day), start);
  const events = () => moments.flatMap((moment) => moment.events);
  const [facts, draws] = [new Map(), new Map()];
  const known = (chosen) => new Map([...chosen].filter(([, value]) => value));
  const customer = () => ({ attributes: known(facts), draws: known(draws) });

  /** `paid` is what they pay at that moment, in the smallest units; less than nothing is money given back. */
  function happen(text, happened, day, paid = 0n) {
    moments.push({ text, events: happened, day, paid });
    play();
  }
  function buy(number) {
    const { price } = policy.items[number];
    happen(`Bought ${nameOf(number)}`, [{ kind: "bought", items: [number], on: today() }], today(), costOf(price));
    goTo(number);
  }
  const costOf = (price) => (price === null ? 0n : units(price));

  function giveBack(number) {
    happen(`Gave back ${nameOf(number)}`, [{ kind: "returned", item: number, pieces: 1, on: today() }], today(), -paidFor(number));
  }
  const cancel = (number) => happen(`Cancelled ${nameOf(number)}`, [{ kind: "cancelled", item: number, on: today() }], today());

  /** What was paid for the piece of an item that they bought last and still have; nothing for what came in a bundle. */
  function paidFor(number) {
    const paid = [];
    for (const moment of moments)
      for (const { kind, items, item, offer } of moment.events) {
        const came = kind === "accepted" ? [policy.offers[offer].item] : kind === "bought" ? items : [];
        if (came.includes(number)) paid.push(moment.paid);
        else if (kind === "returned" && item === number) paid.pop();
      }
    return paid.at(-1) ?? 0n;
  }
  function restart() {
    moments = [];
    start = TODAY;
  }

  function playFrom(number) {
    restart();
    buy(number);
    turnTo("play");
  }

  const SAID = {
    complete: "The path is complete", stranded: "Nothing is left for this customer", stopped: "This customer gets nothing",
  };

  function play() {
    const now = Play.decide(policy, events(), customer(), today());
    $("day").value = isoOf(today());
    $("day").min = isoOf(today());
    show($("now"), ...nowParts(now));
    show($("answers"), ...answers(now));
    $("earned").textContent = amount(moments.reduce((sum, { paid }) => sum + paid, 0n));
    const theirs = [...now.now.got.keys()].sort((one, other) => one - other);
    show($("owned"), ...(theirs.length ? theirs.map((number) => make("li", "", bdi(nameOf(number)))) : [make("li", "soft", "nothing yet")]));
    const left = [...now.now.holdings.pieces].filter(([, count]) => count).sort(([one], [other]) => one - other);
    $("giving").hidden = !left.length;
    show($("giving").lastElementChild, ...left.flatMap(([number]) => givingBack(number)));
    $("passed").firstElementChild.textContent = `Passed over: ${now.passed.length}`;
    show($("passed").lastElementChild, ...now.passed.map((each) => make("li", "", bdi(passedText(each)))));
    show($("happened"), ...moments.map((moment) => make("li", "", `${dayText(moment.day)}: `, bdi(moment.text))));
    $("undo").disabled = !moments.length;
    $("stop").hidden = Boolean(now.stop?.asked);
    $("resume").hidden = !now.stop?.asked;
    clear();
    picture.classList.add("chosen");
    for (const number of theirs) shapes.get(number)?.classList.add("theirs");
    if (now.action) shapes.get(now.action.item)?.classList.add("coming");
  }

  const givingBack = (number) => [
    ...(policy.items[number].membership ? [button(make("span", "", "Cancel ", bdi(nameOf(number))), "", () => cancel(number))] : []),
    button(make("span", "", "Give back ", bdi(nameOf(number))), "", () => giveBack(number)),
  ];

  function* nowParts({ state, action, awaiting, stop }) {
    if (!action) {
      yield make("p", "said", SAID[state]);
      if (stop?.asked) yield make("p", "", `They asked for it on ${dayText(stop.asked)}.`);
      if (stop?.segment) yield make("p", "", "Nobody in ", bdi(stop.segment), " gets anything.");
      return;
    }
    if (state === "held") yield make("p", "soft", "Held back, to measure what the path brings (", bdi(policy.holdout.name), "):");
    const deed = action.offer === null ? "Do" : action.origin === "refill" ? "Remind" : "Offer";
    const when = state === "wait" ? ` on ${dayText(action.due)}` : " today";
    yield make("p", "soft", awaiting ? `Wait for an answer until ${dayText(action.due)}` : `${deed}${when}`);
    yield make("p", "said", `${markOf(action.item)} `, bdi(nameOf(action.item)), ` ${priceText(action)}`);
    yield make("p", "", bdi(awaiting ? "The offer is made, and not answered yet." : reasonOf(action)));
    const terms = action.offer === null ? cards.get(action.item)?.facts.slice(1) ?? [] : [];
    if (terms.length) yield make("p", "soft", bdi(terms.join(" · ")));
    if (action.via) yield make("p", "soft", "via ", bdi(action.via));
  }

  function* answers(now) {
    const { action, state, awaiting } = now;
    if (!action) return;
    const name = nameOf(action.item), day = today();
    const early = state === "wait" && !awaiting;
    if (state === "held") yield button("Held back", "yes", () => happen(`Held back: ${name}`, [Play.heldBack(now, day)], day));
    else if (early) yield button(`Wait until ${dayText(action.due)}`, "yes", () => happen("Waited", [], action.due));
    else if (action.offer === null)
      yield button("Done", "yes", () => happen(`Did ${name}`, Play.answered(now, true, day), day));
    else {
      yield button("Yes", "yes", () => happen(`Yes to ${name}`, Play.answered(now, true, day), day, costOf(action.price)));
      yield button("No", "", () => happen(`No to ${name}`, Play.answered(now, false, day), day));
      if (awaiting) yield button(`Wait until ${dayText(action.due)}`, "", () => happen("No answer", [], action.due));
      else yield button("No answer yet", "", () =>
        happen(`Asked: ${name}`, [{ kind: "offered", offer: action.offer, on: day }], day));
    }
    const card = shapes.has(action.item) ? button("Show", "", () => goTo(action.item)) : "";
    if (card) yield card;
  }

  const sellable = policy.items.map((item, number) => [item, number]).filter(([item]) => item.kind !== "touch" && item.unavailable !== "draft");
  const byName = new Map([...sellable].reverse().map(([item, number]) => [folded(item.name), number]));
  show($("goods"), ...sellable.map(([item]) => {
    const made = make("option");
    made.value = item.name;
    return made;
  }));
  $("buying").addEventListener("submit", (event) => {
    event.preventDefault();
    const number = byName.get(folded($("buy").value.trim()));
    $("unknown").textContent = number === undefined ? "No product or bundle is called that." : "";
    if (number === undefined) return;
    $("buy").value = "";
    buy(number);
  });
  $("day").addEventListener("change", () => {
    if (!$("day").value) return;
    const day = dayOf($("day").value);
    if (!moments.length) start = day;
    else if (day > today()) moments.push({ text: "Time passed", events: [], day, paid: 0n });
    play();
  });
  $("stop").addEventListener("click", () => happen("Asked to get nothing", [{ kind: "stopped", on: today() }], today()));
  $("resume").addEventListener("click", () => resume(today()));
  /** Let them get something again: on a later day than they asked to stop. */
  function resume(day) {
    const later = events().some(({ kind, on }) => kind === "stopped" && on === day) ? day + 1 : day;
    happen("Asked to get something again", [{ kind: "resumed", on: later }], later);
  }
  $("undo").addEventListener("click", () => {
    moments.pop();
    play();
  });
  $("anew").addEventListener("click", () => {
    restart();
    play();
  });
  /** A question about who they are, with what can be chosen; `chosen` is told. */
  function choice(title, options, chosen) {
    const select = make("select");
    for (const [value, text] of options) {
      const made = make("option", "", text);
      made.value = value;
      select.append(made);
    }
    select.addEventListener("change", () => {
      chosen(select.value);
      play();
    });
    return make("label", "", bdi(title), select);
  }

  /** The shares that one draw decides: in which of them they are. */
  function shareChoice({ salt, kinds }, number) {
    const shares = [...new Set(kinds.flatMap(([, names]) => names))];
    const title = shares.length === 1 ? `Share ${shares[0]}` : `Shares by ${salt}`;
    const options = [["", shares.length === 1 ? "not in" : "in none"],
      ...kinds.map(([drawn, names]) => [drawn, shares.length === 1 ? "in" : `in ${names.join(", ")}`])];
    return choice(title, options, (drawn) => draws.set(number, drawn));
  }
  show($("facts"),
    ...policy.attributes.map(({ key, name, values }) => choice(name, [["", "not known"], ...values], (value) => facts.set(key, value))),
    ...policy.draws.map(shareChoice));

  // At first: everything, where it can be read so; otherwise the beginning

  const count = (kind, word, words) => {
    const number = data.cards.filter((card) => card.kind === kind).length;
    return `${number} ${number === 1 ? word : words}`;
  };
  show($("look"), make("h2", "big", "Choose a card"),
    make("p", "", "Its recommended path lights up, with the reasons. Drag to move, scroll or pinch to zoom, / to search."),
    make("p", "soft", [count("product", "product", "products"), count("bundle", "bundle", "bundles"),
      count("touch", "touch", "touches")].join(", ")),
    ...(data.groups.length > 1 ? listing("Go to", data.groups.map(({ name, goods }) =>
      [button(bdi(name || "without a category"), "link", () => goToAll(goods)), make("span", "soft", ` ${goods.length}`)])) : []));
  fit();
  const MOST_READ = 60; // cards that people read one by one; of more a wide screen shows the whole first
  if (view.scale < 0.5 && (picture.clientWidth < 700 || data.cards.length <= MOST_READ)) {
    Object.assign(view, { x: 0, y: 0, scale: 0.8 });
    look();
  }
})();
