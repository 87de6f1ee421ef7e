// Discord's Markdown -> nodes: https://support.discord.com/hc/articles/210298617. More than we send, so that a mark which an
// adapter forgot to escape shows here as it would there.

import { el, outside } from "./dom.js";

const MARKS = [["**", "b"], ["__", "u"], ["~~", "s"], ["*", "i"], ["_", "i"]];
const LINK = /\[((?:\\.|[^\]\\])+)\]\(<?([^\s<>()]+)>?\)/y;
const CODE = /`([^`]+)`/y;
const MENTION = /<(?:@[!&]?|#|t:|a?:\w+:)[^>]*>|@(?:everyone|here)\b/y;

// Blocks: fences, small print, headings, quotes, lists; every other line stands on its own.
export function markdown(text) {
  const lines = text.split("\n");
  const nodes = [];
  while (lines.length) nodes.push(block(lines));
  return nodes;
}

function block(lines) {
  const line = lines.shift();
  if (line.startsWith("```")) return fence(lines);
  if (line.startsWith("-# ")) return el("small", {}, inline(line.slice(3)));
  if (/^#{1,3} /.test(line)) return el("strong", { class: "heading" }, inline(line.replace(/^#+ /, "")));
  if (line.startsWith("> ")) return el("blockquote", {}, inline(line.slice(2)));
  const item = line.match(/^(?:([-*])|(\d{1,3})\.) (.*)$/);
  if (item) return list(item, lines);
  return el("div", {}, line ? inline(line) : el("br"));
}

function fence(lines) {
  const shown = [];
  while (lines.length && lines[0] !== "```") shown.push(lines.shift());
  lines.shift();
  return el("pre", { tabindex: "0" }, shown.join("\n"));
}

function list([, bullet, number, first], lines) {
  const rows = [el("li", {}, inline(first))];
  const next = bullet ? /^[-*] (?!#)(.*)$/ : /^\d{1,3}\. (.*)$/;
  while (lines.length && next.test(lines[0])) rows.push(el("li", {}, inline(lines.shift().match(next)[1])));
  return bullet ? el("ul", {}, rows) : el("ol", { start: number }, rows);
}

function inline(text) {
  const nodes = [];
  let plain = "";
  let at = 0;
  const flush = () => {
    if (plain) nodes.push(plain);
    plain = "";
  };
  while (at < text.length) {
    if (text[at] === "\\" && /[^0-9A-Za-z\s]/.test(text[at + 1] ?? "")) {
      plain += text[at + 1];
      at += 2;
      continue;
    }
    const found = special(text, at);
    if (!found) {
      plain += text[at];
      at += 1;
      continue;
    }
    flush();
    nodes.push(found.node);
    at = found.end;
  }
  flush();
  return nodes;
}

function special(text, at) {
  return code(text, at) ?? link(text, at) ?? mention(text, at) ?? marked(text, at);
}

function match(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function code(text, at) {
  const found = match(CODE, text, at);
  return found && { node: el("code", {}, found[1]), end: at + found[0].length };
}

function link(text, at) {
  const found = match(LINK, text, at);
  return found && { node: outside(found[2], inline(found[1])), end: at + found[0].length };
}

// A mention pings on Discord, so here it stands out.
function mention(text, at) {
  const found = match(MENTION, text, at);
  return found && { node: el("mark", {}, found[0]), end: at + found[0].length };
}

function marked(text, at) {
  for (const [mark, tag] of MARKS) {
    if (!text.startsWith(mark, at)) continue;
    const end = closing(text, mark, at + mark.length);
    if (end > at + mark.length) return { node: el(tag, {}, inline(text.slice(at + mark.length, end))), end: end + mark.length };
  }
  return null;
}

// Where a mark ends: neither an escaped one nor one within code.
function closing(text, mark, from) {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "`") at += (match(CODE, text, at)?.[0].length ?? 1) - 1;
    else if (text.startsWith(mark, at)) return at;
  }
  return -1;
}
