function overviewPage(report) {
  const { tests } = report;
  const failed = tests.filter(test => test.status === "failed");
  const unverified = tests.filter(isUnverified);
  const flaky = tests.filter(isFlaky);
  const exchanges = tests.reduce((sum, test) => sum + (test.frames ?? 0), 0);
  const dropped = tests.reduce((sum, test) => sum + (test.dropped ?? 0), 0);
  const card = (figure, label, link) => el("li", {}, el("b", {}, figure.toLocaleString("en-US")),
    link === undefined ? label : el("a", { href: link }, label));
  return [
    el("h1", {}, headline(failed, unverified, tests)),
    ...report.runs.some(run => !run.ended) ? [el("p", {}, el("span", { class: "tag inconclusive" }, "incomplete"),
      " A test JVM had not finished when this page was written, or it was killed. Tests may be missing.")] : [],
    el("p", { class: "soft" }, report.runs.map(run => `${run.module} · ${new Date(run.started).toLocaleString()} · JUnit ${run.junit} · Java ${run.java}`).join("; ")),
    el("ul", { class: "cards" },
      card(tests.filter(test => test.status === "passed").length, "passed", "#/tests?status=passed"),
      card(failed.length, "failed", "#/tests?status=failed"),
      card(unverified.length, "not verified", "#/tests?status=unverified"),
      card(flaky.length, "flaky", "#/tests?status=flaky"),
      card(exchanges, "exchanges")),
    dropped === 0 ? "" : el("p", {}, `${count(dropped, "frame")} ${dropped === 1 ? "was" : "were"} not kept, because of the limits of the transcript.`),
    ...failures(failed),
    ...notVerified(unverified),
    el("h2", {}, "Servers"),
    serverTable(report),
    el("h2", {}, "Latency of calls"),
    latencyTable(tests),
  ];
}

function headline(failed, unverified, tests) {
  if (tests.length === 0) {
    return "No test with an MCP server has run";
  }
  if (failed.length > 0) {
    return `${failed.length} of ${count(tests.length, "test")} failed`;
  }
  return unverified.length > 0
    ? `No test failed, but ${unverified.length} of ${tests.length} did not verify anything: ${unverifiedParts(unverified)}`
    : `${count(tests.length, "test")} passed`;
}

function failures(failed) {
  return failed.length === 0 ? [] : [
    el("h2", {}, "Failures"),
    table("Failed tests", ["Test", "Why"], failed.map(test => el("tr", {},
      el("td", {}, testLink(test), el("div", { class: "soft" }, shortClass(test))),
      el("td", { class: "wide" }, test.card?.sentence ?? "")))),
  ];
}

function unverifiedParts(unverified) {
  return Object.entries(UNVERIFIED)
    .map(([status, words]) => [unverified.filter(test => test.status === status).length, words])
    .filter(([figure]) => figure > 0)
    .map(([figure, words]) => `${figure} ${words}`).join(", ");
}

function notVerified(unverified) {
  return unverified.length === 0 ? [] : [
    el("h2", {}, "Not verified"),
    el("p", {}, "These tests did not fail, but they also proved nothing: ", unverifiedParts(unverified), "."),
    table("Tests that proved nothing", ["Test", "Status", "Reason"], unverified.map(test => el("tr", {},
      el("td", {}, testLink(test), el("div", { class: "soft" }, shortClass(test))),
      el("td", {}, tag(test.status)),
      el("td", { class: "wide" }, test.reason ?? "no reason given")))),
  ];
}

const shortClass = test => test.class.replace(/^.*\./, "").replaceAll("$", " › ");
const testLink = test => el("a", { href: `#/test/${test.number}` }, test.name);

/** All durations of calls in microseconds, sorted, by server and tool. */
function latencies(tests) {
  const all = new Map();
  for (const test of tests) {
    for (const [server, tools] of Object.entries(test.latency ?? {})) {
      for (const [tool, times] of Object.entries(tools)) {
        const key = JSON.stringify([server, tool]);
        all.set(key, (all.get(key) ?? []).concat(times));
      }
    }
  }
  return [...all].map(([key, times]) => {
    const [server, tool] = JSON.parse(key);
    return { server, tool, times: Float64Array.from(times).sort() };
  });
}

function latencyTable(tests) {
  const rows = latencies(tests).sort((one, other) => percentile(other.times, 0.95) - percentile(one.times, 0.95));
  if (rows.length === 0) {
    return el("p", {}, "No call was answered.");
  }
  return table("Time from request to answer as seen by the test, including injected delays; slowest first",
    ["Server", "Tool", "#Calls", "#p50", "#p95", "#p99", "#Longest"], rows.map(({ server, tool, times }) => el("tr", {},
      el("td", {}, server), el("td", {}, tool), number(times.length),
      number(duration(percentile(times, 0.5))), number(duration(percentile(times, 0.95))),
      number(duration(percentile(times, 0.99))), number(duration(times.at(-1))))));
}
