#!/usr/bin/env node
// Holds the results of the tests against what is allowed: node .ci/tests.mjs [--partial] LIST MOST_FLAKES [FOLDER…]
// Every aborted or skipped test must be on the list, with a reason; every line of the list must be needed, unless the run
// was a partial one.
// A test that needed its second chance is a flake: shown, counted, and bounded.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const options = process.argv.slice(2);
const partial = options[0] === "--partial";
const [list, most, ...folders] = partial ? options.slice(1) : options;
if (!list || !/^\d+$/.test(most ?? "")) {
  console.error("usage: tests.mjs [--partial] LIST MOST_FLAKES [FOLDER…]");
  process.exit(2);
}

/** The lines of the list: a pattern of tests ("?" before it: not always reported), the beginning of the message, a reason. */
const allowed = readFileSync(list, "utf8")
  .split("\n")
  .map((line, index) => ({ line: line.trim(), number: index + 1 }))
  .filter(({ line }) => line && !line.startsWith("#"))
  .map(({ line, number }) => {
    const parts = line.split("|").map((part) => part.trim());
    if (parts.length !== 3 || parts.some((part) => !part)) {
      console.error(`${list}:${number}: expected 'test | message | reason', but got: ${line}`);
      process.exit(2);
    }
    const [name, message, reason] = parts;
    const optional = name.startsWith("?");
    const test = optional ? name.slice(1).trim() : name;
    const pattern = test.split("*").map((text) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return { number, test, message, reason, optional, pattern: new RegExp(`^${pattern.join(".*")}$`), used: 0 };
  });

function reports(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name === "node_modules" || entry.name === ".git" ? [] : reports(path);
    }
    return /surefire-reports$/.test(folder) && /^TEST-.*\.xml$/.test(entry.name) ? [path] : [];
  });
}

const entities = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const decode = (text) =>
  text.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (_, decimal, hex, name) =>
    name ? (entities[name] ?? "") : String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex, 16)));

const encode = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

const attribute = (tag, name) => decode(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "");

const problems = [];
const flakes = [];
let tests = 0;
let skipped = 0;
for (const folder of folders.length ? folders : ["."]) {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    problems.push(`There is no folder ${folder}`);
    continue;
  }
  for (const report of reports(folder)) {
    const xml = readFileSync(report, "utf8").replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text) => encode(text));
    for (const [, opening, body] of xml.matchAll(/<testcase\b([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)) {
      tests++;
      const test = `${attribute(opening, "classname")}#${attribute(opening, "name")}`;
      if (/<flaky(Failure|Error)\b/.test(body ?? "")) {
        const message = attribute(/<flaky(?:Failure|Error)\b[^>]*>/.exec(body)[0], "message");
        flakes.push(`${test}: ${message.split("\n")[0].slice(0, 160)}`);
      }
      const skip = /<skipped\b([^>]*?)(?:\/>|>([\s\S]*?)<\/skipped>)/.exec(body ?? "");
      if (skip) {
        skipped++;
        // Where tests are run again, Surefire writes the message into the stack trace only, after the name of the exception.
        const trace = decode(skip[2] ?? "").trim();
        const message = attribute(skip[1], "message") || trace.replace(/^[\w.$]+(Exception|Error): /, "");
        const line = allowed.find((each) => each.pattern.test(test) && message.startsWith(each.message));
        if (line) {
          line.used++;
        } else {
          problems.push(`${test} was skipped and is not on ${list}: ${message.split("\n")[0]}`);
        }
      }
    }
  }
}
if (!tests) {
  problems.push("There are no test reports");
}
for (const line of partial ? [] : allowed.filter((each) => !each.used && !each.optional)) {
  problems.push(`${list}:${line.number} allows what was not skipped; remove it: ${line.test} | ${line.message}`);
}
flakes.forEach((flake) => console.log(`flake: ${flake}`));
if (flakes.length > Number(most)) {
  problems.push(`${flakes.length} tests needed their second chance; at most ${most} may`);
}
console.log(`${tests} tests, ${skipped} skipped, ${flakes.length} flakes of at most ${most}`);
problems.forEach((problem) => console.error(problem));
process.exit(problems.length ? 1 : 0);
