// Draws what a terminal is written, colours and all: the escapes that rich writes are those of ECMA-48 SGR.

import { el } from "./dom.js";

const STYLES = { 1: "bold", 2: "dim", 3: "italic", 4: "underline" };
const COLOURS = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

export function drawTerminal(text) {
  const nodes = [];
  let classes = new Set();
  for (const [index, part] of text.split(/\u001b\[([\d;]*)m/).entries()) {
    if (index % 2) classes = changed(classes, part);
    else if (part) nodes.push(classes.size ? el("span", { class: [...classes].join(" ") }, part) : part);
  }
  return el("pre", { class: "screen", tabindex: "0" }, nodes);
}

function changed(classes, codes) {
  const next = new Set(classes);
  for (const code of codes.split(";").map(Number)) {
    if (code === 0) next.clear();
    else if (STYLES[code]) next.add(STYLES[code]);
    else if (code >= 30 && code <= 37) next.add(COLOURS[code - 30]);
  }
  return next;
}
