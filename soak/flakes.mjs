#!/usr/bin/env node
// Prints which tests failed in which runs: node soak/flakes.mjs FOLDER RUNS. Fails if a test failed in any of them.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [folder, runs] = process.argv.slice(2);
const entities = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const decode = (text) =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (_, code, name) => (name ? (entities[name] ?? "") : String.fromCodePoint(code)));
const attribute = (tag, name) => decode(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "");

const failed = new Map();
let tests = 0;
for (let run = 1; run <= Number(runs); run++) {
  const reports = readdirSync(join(folder, String(run))).filter((file) => file.endsWith(".xml"));
  let inThisRun = 0;
  for (const file of reports) {
    const text = readFileSync(join(folder, String(run), file), "utf8");
    for (const [, tag, body] of text.matchAll(/<testcase\b((?:"[^"]*"|[^">])*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)) {
      inThisRun++;
      const problem = /<(?:failure|error)\b((?:"[^"]*"|[^">])*)/.exec(body ?? "");
      if (problem) {
        const name = `${attribute(tag, "classname")}#${attribute(tag, "name")}`;
        failed.set(name, [...(failed.get(name) ?? []), { run, message: attribute(problem[1], "message") }]);
      }
    }
  }
  if (inThisRun === 0) {
    console.error(`Run ${run} has no results. Remove ${join(folder, String(run))} and start again.`);
    process.exit(2);
  }
  tests += inThisRun;
}
for (const [name, failures] of [...failed].sort((a, b) => b[1].length - a[1].length)) {
  console.log(`| ${failures.length} of ${runs} | ${name} | runs ${failures.map(({ run }) => run).join(", ")} |`);
  console.log(`    ${failures[0].message.split("\n")[0].slice(0, 200)}`);
}
console.log(`${runs} runs, ${tests} results of tests, ${failed.size} tests failed in some run`);
process.exit(failed.size === 0 ? 0 : 1);
