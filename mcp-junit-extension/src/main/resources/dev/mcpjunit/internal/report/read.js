/** Unpacks the data: gzip in base64, one JSON value per line. The traffic of a test follows its test and is parsed when it is shown. */
async function readReport() {
  const packed = document.getElementById("data").textContent.trim();
  const bytes = Uint8Array.from(atob(packed), character => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const text = await new Response(stream).text();
  const report = { runs: [], servers: [], pins: [], tests: [], earlier: null };
  for (const line of text.split("\n")) {
    if (line === "") {
      continue;
    }
    if (line.startsWith('{"kind":"traffic"')) {
      report.tests[report.tests.length - 1].trafficText = line;
      continue;
    }
    const value = JSON.parse(line);
    switch (value.kind) {
      case "run": report.runs.push({ ...value, begun: new Map(), ended: false }); break;
      case "end": report.runs.at(-1).ended = true; break;
      case "begun": report.runs.at(-1).begun.set(value.id, value); break;
      case "server": addServer(report.servers, value); break;
      case "pin": report.pins.push(value); break;
      case "test":
        report.tests.push({ ...value, number: report.tests.length, run: report.runs.length - 1, module: report.runs.at(-1).module });
        report.runs.at(-1).begun.delete(value.id);
        break;
      case "earlier": report.earlier = value; break;
      default: break; // A newer version may say more.
    }
  }
  report.runs.forEach((run, index) => run.begun.forEach(test => report.tests.push(unfinished(report, run, index, test))));
  return report;
}

/** A test that began and never ended, because its JVM was killed. */
function unfinished(report, run, index, test) {
  const sentence = "The JVM ended while this test was running.";
  return { ...test, kind: "test", number: report.tests.length, run: index, module: run.module, status: "failed", millis: 0, servers: [], card: { sentence } };
}

/** Several lines may each know a part of a server. */
function addServer(servers, line) {
  const known = Object.fromEntries(Object.entries(line).filter(([, value]) => value !== ""));
  const before = servers.find(server => server.name === line.name);
  if (before === undefined) {
    servers.push(known);
  } else {
    Object.assign(before, known);
  }
}

const NO_TRAFFIC = { exchanges: [], events: [] };

function trafficOf(test) {
  if (test.traffic === undefined) {
    test.traffic = test.trafficText === undefined ? NO_TRAFFIC : JSON.parse(test.trafficText);
  }
  return test.traffic;
}

/** A test, in one run: modules and executions may have classes of the same name. */
const keyOf = test => JSON.stringify([test.run, test.id]);

/** Surefire runs a failed test again in the same JVM. These attempts become one line, and the last one counts. */
function latestAttempts(tests) {
  const byKey = new Map();
  for (const test of tests) {
    const known = byKey.get(keyOf(test));
    byKey.set(keyOf(test), { ...test, attempts: [...known?.attempts ?? [], test] });
  }
  return [...byKey.values()];
}

const isFlaky = test => test.status === "passed" && test.attempts.some(attempt => attempt.status === "failed");
/** What proves nothing, in words; one that could not decide comes before one that did not apply. */
const UNVERIFIED = { inconclusive: "inconclusive", not_applicable: "not applicable", aborted: "aborted", skipped: "skipped" };
const isUnverified = test => test.status in UNVERIFIED;

/** The value below which a share of the sorted numbers lies. */
function percentile(sorted, share) {
  return sorted.length === 0 ? undefined : sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

function duration(micros) {
  if (micros === undefined || micros === null) {
    return "–";
  }
  if (micros < 0) {
    return "before";
  }
  if (micros < 1000) {
    return `${Math.round(micros)} µs`;
  }
  if (micros < 1_000_000) {
    return `${(micros / 1000).toFixed(micros < 10_000 ? 1 : 0)} ms`;
  }
  return micros < 120_000_000 ? `${(micros / 1_000_000).toFixed(2)} s` : `${(micros / 60_000_000).toFixed(1)} min`;
}

const count = (number, noun) => `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
