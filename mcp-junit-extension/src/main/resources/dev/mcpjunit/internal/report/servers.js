/** The calls of each tool over all tests. */
function callsOf(report, server) {
  const calls = new Map();
  for (const test of report.tests) {
    for (const [tool, times] of Object.entries(test.calls?.[server] ?? {})) {
      calls.set(tool, (calls.get(tool) ?? 0) + times);
    }
  }
  return calls;
}

/** The tools that a server lists: in its catalog, or else in the lists that tests asked for. */
function listedBy(report, name) {
  const declared = report.servers.find(one => one.name === name)?.listed;
  if (declared !== undefined) {
    return declared;
  }
  const asked = new Set(report.tests.flatMap(test => test.listed?.[name] ?? []));
  return asked.size === 0 ? undefined : [...asked];
}

function serverNames(report) {
  return [...new Set([...report.servers, ...report.pins].map(server => server.name))].sort();
}

function serverTable(report) {
  const names = serverNames(report);
  if (names.length === 0) {
    return el("p", {}, "No server was started.");
  }
  return table("Servers", ["Server", "Source", "Pin", "#Tools called / listed", "#Tokens"], names.map(name => {
    const server = report.servers.find(one => one.name === name);
    const calls = callsOf(report, name);
    const listed = listedBy(report, name);
    const pin = worstPin(report.pins.filter(one => one.name === name));
    return el("tr", {},
      el("td", {}, el("a", { href: `#/server/${encodeURIComponent(name)}` }, name)),
      el("td", { class: "wide" }, server?.source ?? ""),
      el("td", {}, pin === undefined ? "not pinned" : pinTag(pin)),
      number(listed === undefined ? "unknown" : `${listed.filter(tool => calls.has(tool)).length} / ${listed.length}`),
      number(server?.cost === undefined ? "–" : server.cost.total.toLocaleString("en-US")));
  }));
}

const PIN_ORDER = ["failed", "notice", "passed"];
const worstPin = pins => [...pins].sort((one, other) => PIN_ORDER.indexOf(one.verdict) - PIN_ORDER.indexOf(other.verdict))[0];
const pinTag = pin => el("span", { class: `tag ${pin.verdict === "notice" ? "inconclusive" : pin.verdict}` }, pin.words);

function serversPage(report) {
  return [el("h1", {}, "Servers"), serverTable(report)];
}

function serverPage(report, name) {
  const server = report.servers.find(one => one.name === name);
  const pins = report.pins.filter(one => one.name === name);
  return [
    el("h1", {}, name),
    el("p", { class: "soft" }, [server?.source, server?.transport, server?.revision].filter(part => part !== undefined).join(" · ")),
    el("h2", {}, "Pin"),
    ...pins.length === 0 ? [el("p", {}, "No test pins this server.")] : pins.map(pinPart),
    el("h2", {}, "Tool coverage"),
    coverage(listedBy(report, name), callsOf(report, name)),
    el("h2", {}, "Context cost"),
    server?.cost === undefined ? el("p", {}, "The context cost is measured only for pinned servers.") : costPart(server.cost),
  ];
}

function pinPart(pin) {
  const changes = pin.report?.changes ?? [];
  return el("section", { "aria-label": `Pin in ${pin.class}` },
    el("p", {}, pinTag(pin), ` in ${pin.class}, snapshot `, el("code", {}, pin.file)),
    ...changes.map(change => el("div", { class: "pane" },
      el("h3", {}, neutral(change.level), ` ${change.subject}`, change.verdict === "fails" ? "" : el("span", { class: "soft" }, ` ${change.verdict}${change.reason === undefined ? "" : `: ${change.reason}`}`)),
      el("p", {}, change.words, " ", el("code", {}, `${change.rule} ${change.at}`)),
      change.hint === undefined ? "" : el("p", { class: "soft" }, change.hint),
      change.witness === undefined ? "" : el("div", {}, el("strong", {}, `Witness: ${change.witness.message}`), json(change.witness.value)),
      change.recorded === undefined ? "" : el("p", {}, el("strong", {}, "Recorded: "), change.recorded),
      change.text === undefined ? "" : el("div", { class: "before-after" },
        el("div", {}, el("strong", {}, "Before"), json(change.text.before)),
        el("div", {}, el("strong", {}, "After"), json(change.text.after))))),
    ...(pin.report?.problems ?? []).map(problem => el("p", {}, problem)));
}

function coverage(listed, calls) {
  if (listed === undefined) {
    return el("p", {}, "No test lists the tools of this server, so it is unknown which ones were not called.");
  }
  const missing = listed.filter(tool => !calls.has(tool));
  const unlisted = [...calls.keys()].filter(tool => !listed.includes(tool));
  return el("div", {},
    el("p", {}, `${listed.length - missing.length} of ${count(listed.length, "listed tool")} were called.`,
      unlisted.length === 0 ? "" : ` Called but not listed: ${unlisted.join(", ")}.`),
    table("Calls by tool", ["Tool", "#Calls"], listed.map(tool => el("tr", {},
      el("td", {}, tool), calls.has(tool) ? number(calls.get(tool)) : el("td", { class: "number" }, el("span", { class: "tag aborted" }, "never"))))));
}

const PARTS = { description: "description", input: "input schema", examples: "examples", rest: "name and rest" };

function costPart(cost) {
  const most = Math.max(1, ...cost.tools.map(tool => tool.total));
  return el("div", {},
    el("p", {}, `${cost.total.toLocaleString("en-US")} tokens, counted by ${cost.tokenizer}, output schemas not included. `,
      ...Object.entries(PARTS).map(([key, label]) => el("span", { class: "key" }, el("i", { class: key }), label))),
    el("ul", { class: "bars" }, ...cost.tools.map(tool => el("li", {},
      el("span", {}, tool.name),
      el("span", { class: "bar", "aria-hidden": "true" }, ...Object.keys(PARTS).map(part => el("i", { class: part, style: `width:${100 * (tool[part] ?? 0) / most}%` }))),
      el("span", {}, `${tool.total.toLocaleString("en-US")} tokens`)))));
}
