const WIDEST_LANE = 250;
const NARROWEST_LANE = 140;
const ALL_LANES = 1000;
const LEFT = 110;
const ROW = 24;
const MOST_STEPS = 400;
const LONGEST_LOG = 40;
// A log line of this length, to the right of the last lane.
const RIGHT = 340;

/** The states that a contract saw a circuit breaker in: each lasts until the next one of the same server. */
function breakerBands(events, last) {
  const states = events.filter(event => event.k === "state");
  return states.map((event, index) => ({ s: event.s, at: event.at, state: event.text.substring("breaker: ".length),
    to: states.slice(index + 1).find(next => next.s === event.s)?.at ?? last }))
    .filter(band => band.state !== "over");
}

function bandTable(bands) {
  return table(`States of circuit breakers, as their calls show them`, ["Server", "State", "#From", "#For"], bands.map(band => el("tr", {},
    el("td", {}, band.s), el("td", {}, band.state), number(duration(band.at)), number(duration(band.to - band.at)))));
}

/** Client, wire and servers as lanes; time goes down, one row per event, and long pauses are marked. */
function timeLine(exchanges, events, bands) {
  const servers = [...new Set([...exchanges.map(exchange => exchange.s), ...events.map(event => event.s), ...bands.map(band => band.s)])];
  const lanes = ["client", "wire", ...servers];
  const lane = Math.max(NARROWEST_LANE, Math.min(WIDEST_LANE, ALL_LANES / lanes.length));
  const letters = Math.floor(lane / 8) - 2;
  const x = name => LEFT + lanes.indexOf(name) * lane;
  const connections = new Set(exchanges.map(exchange => JSON.stringify([exchange.s, exchange.c])));
  const steps = [...exchanges.flatMap(exchange => stepsOf(exchange, connections.size > servers.length)), ...events.map(event => ({ at: event.at, from: event.s, to: event.s, text: event.text, kind: "log" })),
    ...bands.map(band => ({ at: band.at, from: band.s, to: band.s, text: band.state, kind: "state" }))]
    .sort((one, other) => one.at - other.at);
  const kept = steps.slice(0, MOST_STEPS);
  const height = 60 + kept.length * ROW;
  const width = LEFT + (lanes.length - 1) * lane + RIGHT;
  const drawing = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img",
    "aria-label": `Timeline of ${count(exchanges.length, "exchange")}${bands.length === 0 ? "" : ` and ${count(bands.length, "breaker state")}`}; the tables below list them` });
  drawing.append(svg("defs", {}, marker("to", "var(--link)"), marker("back", "var(--pass)"), marker("bad", "var(--fail)"), marker("said", "var(--wire)")));
  for (const name of lanes) {
    drawing.append(svg("line", { class: "lane", x1: x(name), x2: x(name), y1: 28, y2: height }),
      svg("text", { class: "lane-name", x: x(name), y: 18, "text-anchor": "middle" }, shorten(name, letters)));
  }
  bands.forEach(band => drawing.append(...drawBand(band, kept, x, height)));
  kept.forEach((step, index) => drawing.append(...drawStep(step, kept[index - 1], 48 + index * ROW, x, width, letters)));
  const box = el("div", { class: "scroll", role: "region", "aria-label": "Timeline", tabindex: "0" }, drawing);
  return steps.length > kept.length
    ? el("div", {}, el("p", {}, `The first ${MOST_STEPS} of ${steps.length} events. Narrow the range to see others.`), box)
    : box;
}

function marker(name, color) {
  return svg("marker", { id: `head-${name}`, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
    svg("path", { d: "M0,0 L8,4 L0,8 z", fill: color }));
}

/** If no proxy saw a message, its arrow goes directly between the client and the server. */
function stepsOf(exchange, namesConnection) {
  const server = exchange.s;
  const name = `${exchange.t ?? exchange.m ?? "response"}${namesConnection ? ` · conn. ${exchange.c}` : ""}`;
  const proxied = exchange.w === true;
  const steps = [{ at: exchange.at, from: "client", to: proxied ? "wire" : server, text: name, kind: "to" }];
  if (proxied && exchange.f !== undefined) {
    steps.push({ at: exchange.f, from: "wire", to: server, text: "", kind: "to" });
  }
  (exchange.x ?? []).forEach(fault => steps.push({ at: exchange.f ?? exchange.at, from: "wire", to: "wire", text: fault, kind: "fault" }));
  if (proxied && exchange.a !== undefined) {
    steps.push({ at: exchange.a, from: server, to: "wire", text: "", kind: "back" });
  }
  if (exchange.e !== undefined && exchange.o !== "accepted") {
    steps.push({ at: exchange.e, from: proxied ? "wire" : server, to: "client", kind: isBad(exchange) ? "bad" : "back",
      text: `${exchange.o.replaceAll("_", " ")} (${duration(exchange.e - exchange.at)})` });
  }
  return steps;
}

/** From the row of its beginning to that of its end. */
function drawBand(band, kept, x, height) {
  const from = kept.findIndex(step => step.kind === "state" && step.at === band.at && step.from === band.s && step.text === band.state);
  if (from < 0) {
    return [];
  }
  const to = kept.findIndex((step, index) => index > from && step.at >= band.to && (step.kind === "state" || step.at > band.to));
  const top = 48 + from * ROW - ROW / 2;
  return [svg("rect", { class: `band ${band.state}`, x: x(band.s) + 6, y: top, width: 16, height: (to < 0 ? height : 48 + to * ROW - ROW / 2) - top },
    svg("title", {}, `breaker ${band.state}`))];
}

function drawStep(step, before, y, x, width, letters) {
  const parts = [svg("text", { class: "time", x: 8, y: y + 4 }, duration(step.at))];
  if (before !== undefined && step.at - before.at > 500_000) {
    parts.push(svg("line", { class: "gap", x1: 0, x2: width, y1: y - ROW / 2, y2: y - ROW / 2 }));
  }
  if (step.kind === "fault") {
    parts.push(svg("text", { class: "fault", x: x("wire") - 5, y: y + 5 }, "✕"), svg("text", { x: x("wire") + 12, y: y + 4 }, shorten(step.text, 60)));
    return parts;
  }
  if (step.kind === "state") {
    parts.push(svg("text", { class: "state", x: x(step.from) + 28, y: y + 4 }, `breaker ${step.text}`));
    return parts;
  }
  if (step.kind === "log") {
    parts.push(svg("text", { x: x(step.from) + 28, y: y + 4 }, `│ ${shorten(step.text, LONGEST_LOG)}`));
    return parts;
  }
  const kind = step.kind === "to" ? "" : step.kind;
  parts.push(svg("line", { class: `arrow ${kind}`, x1: x(step.from), x2: x(step.to), y1: y, y2: y, "marker-end": `url(#head-${step.kind})` }),
    svg("text", { x: Math.min(x(step.from), x(step.to)) + 12, y: y - 4, "text-anchor": "start" }, shorten(step.text, letters)));
  return parts;
}

const shorten = (text, most) => text.length <= most ? text : `${text.substring(0, most - 1)}…`;
