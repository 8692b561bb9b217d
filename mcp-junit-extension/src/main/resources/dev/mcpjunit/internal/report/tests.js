const STATUSES = { "": "all", failed: "failed", unverified: "not verified", ...UNVERIFIED, flaky: "flaky", passed: "passed" };

function testsPage(report, query) {
  const status = el("select", { name: "status" }, ...Object.entries(STATUSES)
    .map(([value, label]) => el("option", { value, selected: value === (query.get("status") ?? "") }, label)));
  const text = el("input", { name: "text", type: "search", value: query.get("text") ?? "" });
  const server = el("select", { name: "server" }, el("option", { value: "" }, "all"),
    ...[...new Set(report.tests.flatMap(test => test.servers))].sort()
      .map(name => el("option", { value: name, selected: name === query.get("server") }, name)));
  const shown = el("div");
  const apply = () => {
    const chosen = report.tests.filter(test => hasStatus(test, status.value)
      && (server.value === "" || test.servers.includes(server.value))
      && `${test.class} ${test.name} ${test.card?.sentence ?? ""}`.toLowerCase().includes(text.value.toLowerCase()));
    history.replaceState(null, "", `#/tests?${new URLSearchParams({ status: status.value, server: server.value, text: text.value })}`);
    shown.replaceChildren(...testList(chosen));
  };
  const form = el("form", { class: "filters", role: "search", onsubmit: event => event.preventDefault(), oninput: apply },
    el("label", {}, "Status", status), el("label", {}, "Server", server), el("label", {}, "Name or message", text));
  apply();
  return [el("h1", {}, "Tests"), form, shown];
}

function hasStatus(test, status) {
  switch (status) {
    case "": return true;
    case "unverified": return isUnverified(test);
    case "flaky": return isFlaky(test);
    default: return test.status === status;
  }
}

function testList(tests) {
  const list = table(count(tests.length, "test"), ["Test", "Status", "Servers", "#Exchanges", "#Time"], []);
  const more = inSteps(tests, 500, list.querySelector("tbody"), test => el("tr", {},
    el("td", { class: "wide" }, testLink(test), el("div", { class: "soft" }, shortClass(test))),
    el("td", {}, tag(test.status), isFlaky(test) ? neutral("flaky") : ""),
    el("td", {}, test.servers.join(", ")),
    number((test.frames ?? 0).toLocaleString("en-US")), number(duration(test.millis * 1000))), "test");
  return [list, more];
}

function testPage(report, test) {
  const traffic = trafficOf(test);
  return [
    el("p", { class: "soft" }, shortClass(test)),
    el("h1", {}, test.name),
    el("p", {}, tag(test.status), test.millis === 0 && test.servers.length === 0 ? "" : ` ${duration(test.millis * 1000)} · servers: ${test.servers.join(", ") || "none"}`,
      test.attempts.length > 1 ? ` · attempt ${test.attempts.length}: ${test.attempts.map(attempt => attempt.status).join(", then ")}` : ""),
    whyCard(report, test),
    ...traffic.exchanges.length + traffic.events.length === 0
      ? [el("p", {}, test.trafficProblem !== undefined ? `The traffic cannot be shown: ${test.trafficProblem}`
        : test.traffic === NO_TRAFFIC ? "No traffic was recorded." : "This test exchanged no messages.")]
      : trafficParts(test, traffic),
  ];
}

/** The changes that fail the pins of a class, with a link to all that is known about them. */
function brokenRules(report, test) {
  const failed = report.pins.filter(pin => pin.class === test.class && pin.verdict === "failed");
  const items = failed.flatMap(pin => (pin.report?.changes ?? []).filter(change => change.verdict === "fails").map(change => el("li", {},
    el("a", { href: `#/server/${encodeURIComponent(pin.name)}` }, el("code", {}, change.rule)), ` ${change.subject}: ${change.words}`,
    change.recorded === undefined ? "" : el("div", { class: "soft" }, change.recorded),
    change.witness === undefined ? "" : el("div", { class: "soft" }, "Witness: ", el("code", {}, JSON.stringify(change.witness.value)), ` ${change.witness.message}`))));
  return items.length === 0 ? [] : [el("h2", {}, items.length === 1 ? "Rule" : "Rules"), el("ul", {}, ...items)];
}

function whyCard(report, test) {
  const { card } = test;
  if (card === undefined && test.reason === undefined) {
    return "";
  }
  const part = (title, value) => value === undefined ? [] : [el("h2", {}, title), json(value)];
  return el("section", { class: `why${test.status === "failed" ? "" : " open"}`, "aria-label": "Why" },
    el("p", { class: "sentence" }, card?.sentence ?? test.reason),
    ...card?.details === undefined ? [] : [fold("Whole message", () => json(card.details), true)],
    ...test.status === "failed" ? brokenRules(report, test) : [],
    ...part("Nearest recorded call", card?.nearest),
    ...(card?.others ?? []).map((other, index) => fold(`Further failure ${index + 1}: ${other.split("\n")[0]}`, () => json(other))),
    ...part("Run it again", card?.command));
}

function trafficParts(test, traffic) {
  const last = Math.max(0, ...traffic.exchanges.map(exchange => exchange.e ?? exchange.at), ...traffic.events.map(event => event.at));
  const pane = el("section", { class: "pane", "aria-label": "Message", "aria-live": "polite" }, el("p", { class: "soft" }, "Choose an exchange to see its messages."));
  const range = { from: -Infinity, to: last, server: "", bad: false };
  const shown = el("div");
  const drawn = el("div");
  const draw = () => {
    const exchanges = traffic.exchanges.filter(exchange => (exchange.e ?? exchange.at) >= range.from && exchange.at <= range.to
      && (range.server === "" || exchange.s === range.server) && (!range.bad || isBad(exchange)));
    const events = traffic.events.filter(event => event.k !== "state" && event.at >= range.from && event.at <= range.to
      && (range.server === "" || event.s === range.server));
    const bands = breakerBands(traffic.events, last).filter(band => band.to >= range.from && band.at <= range.to
      && (range.server === "" || band.s === range.server));
    drawn.replaceChildren(fold("Timeline", () => timeLine(exchanges, events, bands), true),
      ...bands.length === 0 ? [] : [fold(`Breaker states (${bands.length})`, () => bandTable(bands))]);
    shown.replaceChildren(
      exchangeTable(exchanges, exchange => {
        pane.replaceChildren(...wirePane(exchange));
        shown.querySelectorAll("tr[data-n]").forEach(row => row.classList.toggle("chosen", row.dataset.n === String(exchange.n)));
      }),
      ...events.length === 0 ? [] : [fold(`Server output and events (${events.length})`, () => eventList(events))]);
  };
  return [
    el("h2", {}, "Traffic"),
    test.dropped > 0 ? el("p", {}, `${count(test.dropped, "frame")} more ${test.dropped === 1 ? "was" : "were"} not kept.`) : "",
    rangeForm(traffic, range, last, draw),
    drawn,
    el("div", { class: "panes" }, shown, pane),
  ].filter(part => part !== "");
}

function rangeForm(traffic, range, last, draw) {
  const bound = (label, key, value) => el("label", {}, label, el("input", {
    type: "number", step: "any", min: "0", value: String(Math.max(0, value) / 1000),
    oninput: event => { range[key] = event.target.value === "" ? value : Number(event.target.value) * 1000; draw(); },
  }));
  const names = [...new Set(traffic.exchanges.map(exchange => exchange.s))];
  draw();
  return el("form", { class: "filters", "aria-label": "Filter the traffic", onsubmit: event => event.preventDefault() },
    bound("From (ms)", "from", -Infinity), bound("To (ms)", "to", Math.ceil(last / 1000) * 1000),
    names.length < 2 ? "" : el("label", {}, "Server", el("select", { onchange: event => { range.server = event.target.value; draw(); } },
      el("option", { value: "" }, "all"), ...names.map(name => el("option", {}, name)))),
    el("label", {}, "Show", el("select", { onchange: event => { range.bad = event.target.value === "bad"; draw(); } },
      el("option", { value: "" }, "all exchanges"), el("option", { value: "bad" }, "only unsuccessful exchanges"))));
}
