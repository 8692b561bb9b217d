function page(report, hash) {
  const [path, query] = hash.replace(/^#/, "").split("?");
  const [, first, second] = path.split("/");
  switch (first) {
    case "tests": return testsPage(report, new URLSearchParams(query));
    case "test": {
      const test = report.tests.find(one => String(one.number) === second);
      return test === undefined ? [el("h1", {}, "This report has no such test")] : testPage(report, test);
    }
    case "servers": return serversPage(report);
    case "server": return serverPage(report, decodeURIComponent(second));
    case "compare": return comparePage(report);
    default: return overviewPage(report);
  }
}

function show(report) {
  const main = document.getElementById("main");
  main.replaceChildren(...page(report, location.hash).filter(part => part !== ""));
  const heading = main.querySelector("h1")?.textContent ?? "";
  document.title = `${heading} · MCP test report`;
  const current = `#/${location.hash.replace(/^#\//, "").split(/[/?]/)[0]}`;
  document.querySelectorAll("nav a").forEach(link => {
    const href = link.getAttribute("href");
    const here = href === current || (href === "#/tests" && current === "#/test") || (href === "#/servers" && current === "#/server");
    if (here) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  });
}

readReport().then(read => {
  const report = { ...read, tests: latestAttempts(read.tests) };
  addEventListener("hashchange", () => {
    show(report);
    document.getElementById("main").focus();
    scrollTo(0, 0);
  });
  show(report);
  document.documentElement.dataset.ready = "true";
}).catch(failure => {
  document.getElementById("main").replaceChildren(el("h1", {}, "The report cannot be read"), el("pre", {}, String(failure)));
});
