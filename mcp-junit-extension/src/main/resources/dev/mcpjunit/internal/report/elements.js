/** Makes an element; text is always set as text and never parsed as HTML. */
function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      made.addEventListener(key.substring(2), value);
    } else if (value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children.filter(child => child !== undefined && child !== ""));
  return made;
}

function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

const tag = status => el("span", { class: `tag ${status}` }, status.replace("_", " "));
const neutral = text => el("span", { class: "tag neutral" }, text);
const number = text => el("td", { class: "number" }, String(text));

/** A table whose first line names the columns; a column whose name starts with "#" holds numbers. */
function table(caption, columns, rows) {
  return el("div", { class: "scroll", role: "region", "aria-label": caption, tabindex: "0" }, el("table", {},
    el("caption", {}, caption),
    el("thead", {}, el("tr", {}, ...columns.map(column => column.startsWith("#")
      ? el("th", { scope: "col", class: "number" }, column.substring(1))
      : el("th", { scope: "col" }, column)))),
    el("tbody", {}, ...rows)));
}

function json(value) {
  return el("pre", { tabindex: "0" }, typeof value === "string" ? value : JSON.stringify(value, null, 2));
}

/** A part that is built when it is opened first. */
function fold(title, build, open = false) {
  const details = el("details", {}, el("summary", {}, title));
  const fill = () => {
    if (details.open && details.childElementCount === 1) {
      details.append(build());
    }
  };
  details.addEventListener("toggle", fill);
  details.open = open;
  return details;
}

/** Adds rows in steps, so that a long list does not hold up the page. */
function inSteps(items, step, body, row, noun) {
  let shown = 0;
  const more = el("button", { type: "button" });
  const show = () => {
    body.append(...items.slice(shown, shown + step).map(row));
    shown = Math.min(items.length, shown + step);
    more.textContent = `Show ${Math.min(step, items.length - shown)} more of ${count(items.length - shown, noun)}`;
    more.hidden = shown >= items.length;
  };
  more.addEventListener("click", show);
  show();
  return more;
}
