const isGood = exchange => (exchange.o === "result" || exchange.o === "accepted") && !exchange.x;
/** Clients send server/discover to find out the revision; older servers reject it. A stream stays open until the end. */
const isExpected = exchange => !exchange.x && (exchange.m === "server/discover" || (exchange.m === "GET" && exchange.o === "in_flight"));
const isBad = exchange => !isGood(exchange) && !isExpected(exchange);
const title = exchange => exchange.m === undefined ? "(response)" : exchange.t === undefined ? exchange.m : `${exchange.m} '${exchange.t}'`;

/** The exchanges, with those that belong together folded into one row: retries, input rounds, a cancellation. */
function exchangeTable(exchanges, choose) {
  const groups = [];
  const byGroup = new Map();
  for (const exchange of exchanges) {
    const known = exchange.g === undefined ? undefined : byGroup.get(exchange.g);
    if (known !== undefined) {
      known.push(exchange);
      continue;
    }
    const group = [exchange];
    groups.push(group);
    if (exchange.g !== undefined) {
      byGroup.set(exchange.g, group);
    }
  }
  const list = table(count(exchanges.length, "exchange"), ["#At", "Server", "Message", "Outcome", "#Time"], []);
  const body = list.querySelector("tbody");
  const more = inSteps(groups, 200, body, group => groupRows(group, choose), "row");
  return el("div", {}, list, more);
}

function groupRows(group, choose) {
  const rows = document.createDocumentFragment();
  if (group.length === 1) {
    rows.append(exchangeRow(group[0], choose));
    return rows;
  }
  const [first] = group;
  const last = group.at(-1);
  const members = group.map(exchange => exchangeRow(exchange, choose, true));
  const toggle = el("button", { type: "button", class: "plain", "aria-expanded": "false", onclick: () => {
    const open = toggle.getAttribute("aria-expanded") === "true";
    toggle.setAttribute("aria-expanded", String(!open));
    members.forEach(row => { row.hidden = open; });
  } }, `${title(first)}: ${first.gw ?? "related messages"}, ${group.length} messages`);
  members.forEach(row => { row.hidden = true; });
  const result = group.find(exchange => exchange.o === "result") ?? last;
  rows.append(el("tr", {}, number(duration(first.at)), el("td", {}, first.s), el("td", { class: "wide" }, toggle),
    el("td", {}, outcome(result)), number(duration(Math.max(...group.map(exchange => exchange.e ?? exchange.at)) - first.at))), ...members);
  return rows;
}

function exchangeRow(exchange, choose, inner = false) {
  return el("tr", { "data-n": String(exchange.n) }, number(duration(exchange.at)), el("td", {}, exchange.s),
    el("td", { class: "wide" }, inner ? "↳ " : "", el("button", { type: "button", class: "plain", onclick: () => choose(exchange) },
      title(exchange), exchange.id === undefined ? "" : ` #${exchange.id}`)),
    el("td", {}, outcome(exchange)), number(exchange.e === undefined ? "–" : duration(exchange.e - exchange.at)));
}

function outcome(exchange) {
  const status = exchange.st === undefined || exchange.st === 200 || exchange.st === 202 ? "" : ` (HTTP ${exchange.st})`;
  return el("span", {}, el("span", { class: `tag ${isGood(exchange) ? "passed" : isBad(exchange) ? "failed" : "neutral"}` }, exchange.o.replaceAll("_", " ") + status),
    ...(exchange.x ?? []).map(fault => el("div", { class: "soft" }, `fault: ${fault}`)));
}

function wirePane(exchange) {
  const headers = (name, values) => values === undefined || Object.keys(values).length === 0 ? []
    : [fold(name, () => json(Object.entries(values).map(([key, value]) => `${key}: ${value}`).join("\n")))];
  const when = (label, at) => at === undefined ? [] : [el("li", {}, `${label} at ${duration(at)}`)];
  return [
    el("h3", {}, `${title(exchange)}${exchange.id === undefined ? "" : ` #${exchange.id}`}`),
    el("ul", {}, el("li", {}, `${exchange.s}, connection ${exchange.c}`), ...when("sent", exchange.at), ...when("forwarded to the server", exchange.f),
      ...when("answered by the server", exchange.a), ...when("ended for the client", exchange.e),
      ...(exchange.x ?? []).map(fault => el("li", {}, `fault: ${fault}`))),
    el("h3", {}, "Request"), exchange.q === undefined ? el("p", {}, "not kept") : json(exchange.q), ...headers("Request headers", exchange.h),
    el("h3", {}, "Answer"), exchange.p === undefined ? el("p", {}, exchange.a === undefined && exchange.e === undefined ? "none" : "not kept") : json(exchange.p),
    ...headers("Answer headers", exchange.ph),
    ...(exchange.mo ?? []).length === 0 ? [] : [el("h3", {}, "Between request and answer"),
      el("ul", {}, ...exchange.mo.map(([at, text]) => el("li", {}, `${duration(at)} ${text}`)))],
  ];
}

function eventList(events) {
  const list = el("ul");
  return el("div", {}, list, inSteps(events, 500, list,
    event => el("li", {}, el("span", { class: "soft" }, `${duration(event.at)} ${event.s} ${event.k} `), el("code", {}, event.text)), "line"));
}
