const SLOWER_FACTOR = 1.5;
const SLOWER_BY_MILLIS = 200;

/** What is different from the run before: new failures, repaired tests, new and lost tests, slower tests. */
function comparison(report) {
  const before = new Map(report.earlier.tests.map(test => [test.id, test]));
  const now = new Set(report.tests.map(test => test.id));
  const pairs = report.tests.filter(test => before.has(test.id)).map(test => ({ test, was: before.get(test.id) }));
  return {
    broken: pairs.filter(({ test, was }) => test.status === "failed" && was.status !== "failed"),
    repaired: pairs.filter(({ test, was }) => test.status === "passed" && was.status === "failed"),
    noLongerVerified: pairs.filter(({ test, was }) => isUnverified(test) && (was.status === "passed" || was.status === "failed")),
    slower: pairs.filter(({ test, was }) => test.millis > was.millis * SLOWER_FACTOR && test.millis - was.millis > SLOWER_BY_MILLIS),
    added: report.tests.filter(test => !before.has(test.id)),
    gone: report.earlier.tests.filter(test => !now.has(test.id)),
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
    el("h1", {}, "Compared with the previous run"),
    el("p", { class: "soft" }, `The previous run started at ${new Date(report.earlier.started).toLocaleString()}.`),
    ...changed("New failures", broken), ...changed("Fixed", repaired), ...changed("No longer verified", noLongerVerified), ...changed("Slower", slower),
    ...part("New tests", added, ["Test", "Status"], test => el("tr", {}, el("td", { class: "wide" }, testLink(test)), el("td", {}, tag(test.status)))),
    ...part("Tests that did not run this time", gone, ["Test", "Last status"], test => el("tr", {},
      el("td", { class: "wide" }, `${shortClass(test)}: ${test.name}`), el("td", {}, tag(test.status)))),
  ];
}

function part(caption, items, columns, row) {
  return [el("h2", {}, `${caption}: ${items.length}`), ...items.length === 0 ? [] : [table(caption, columns, items.map(row))]];
}
