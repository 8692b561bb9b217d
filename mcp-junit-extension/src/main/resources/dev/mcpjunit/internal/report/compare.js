const SLOWER_FACTOR = 1.5;
const SLOWER_BY_MILLIS = 200;

const BAD_FIRST = ["failed", "inconclusive", "not_applicable", "aborted", "skipped", "passed"];

/** The tests by module and id. If several executions ran a test, the worst result counts. */
function byTest(tests) {
  const found = new Map();
  for (const test of tests) {
    const key = JSON.stringify([test.module, test.id]);
    const known = found.get(key);
    if (known === undefined || BAD_FIRST.indexOf(test.status) < BAD_FIRST.indexOf(known.status)) {
      found.set(key, test);
    }
  }
  return found;
}

/** What is different from the run before: new failures, repaired tests, new and lost tests, slower tests. */
function comparison(report) {
  const before = byTest(report.earlier.tests);
  const now = byTest(report.tests);
  const pairs = [...now].filter(([key]) => before.has(key)).map(([key, test]) => ({ test, was: before.get(key) }));
  return {
    broken: pairs.filter(({ test, was }) => test.status === "failed" && was.status !== "failed"),
    repaired: pairs.filter(({ test, was }) => test.status === "passed" && was.status === "failed"),
    noLongerVerified: pairs.filter(({ test, was }) => isUnverified(test) && (was.status === "passed" || was.status === "failed")),
    slower: pairs.filter(({ test, was }) => test.millis > was.millis * SLOWER_FACTOR && test.millis - was.millis > SLOWER_BY_MILLIS),
    added: [...now].filter(([key]) => !before.has(key)).map(([, test]) => test),
    gone: [...before].filter(([key]) => !now.has(key)).map(([, test]) => test),
  };
}

function comparePage(report) {
  if (report.earlier === null) {
    return [el("h1", {}, "Compared with the previous run"), el("p", {}, "There is no earlier run to compare with.")];
  }
  const { broken, repaired, noLongerVerified, slower, added, gone } = comparison(report);
  const changed = (caption, pairs) => part(caption, pairs, ["Test", "Before", "Now", "#Time before", "#Time now"], ({ test, was }) => el("tr", {},
    el("td", { class: "wide" }, testLink(test)), el("td", {}, tag(was.status)), el("td", {}, tag(test.status)),
    number(duration(was.millis * 1000)), number(duration(test.millis * 1000))));
  return [
    el("h1", {}, report.earlier.file === undefined ? "Compared with the previous run" : "Compared with an earlier run"),
    report.earlier.file === undefined ? "" : el("p", {}, "The earlier run is ", el("code", {}, report.earlier.file), "."),
    el("p", { class: "soft" }, `${report.earlier.file === undefined ? "The previous run" : "It"} started at ${new Date(report.earlier.started).toLocaleString()}.`),
    ...changed("New failures", broken), ...changed("Fixed", repaired), ...changed("No longer verified", noLongerVerified), ...changed("Slower", slower),
    ...part("New tests", added, ["Test", "Status"], test => el("tr", {}, el("td", { class: "wide" }, testLink(test)), el("td", {}, tag(test.status)))),
    ...part("Tests that did not run this time", gone, ["Test", "Last status"], test => el("tr", {},
      el("td", { class: "wide" }, `${shortClass(test)}: ${test.name}`), el("td", {}, tag(test.status)))),
  ];
}

function part(caption, items, columns, row) {
  return [el("h2", {}, `${caption}: ${items.length}`), ...items.length === 0 ? [] : [table(caption, columns, items.map(row))]];
}
