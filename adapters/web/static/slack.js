// Draws the body of a Slack message (Block Kit) as Slack shows it: https://docs.slack.dev/reference/block-kit/blocks

import { el, outside, press, unknown } from "./dom.js";

const BLOCKS = { header, context, rich_text: richText, actions, divider: () => el("hr") };
const PARTS = { rich_text_section: section, rich_text_list: list, rich_text_preformatted: preformatted };
const DISCS = /^(🔹|🟢|🔵|🟠|🔴)/u;

export function drawSlack(body) {
  return el("div", { class: "slack-blocks" }, body.blocks.map((block) => (BLOCKS[block.type] ?? other)(block)));
}

function other(block) {
  return unknown(block.type);
}

function header(block) {
  return el("h4", {}, emoji(block.text.text));
}

// Slack draws emoji as its own pictures; ours are coloured discs, so that no font decides how they look.
function emoji(text) {
  const [disc] = text.match(DISCS) ?? [];
  return disc ? [el("span", { class: "emoji", "data-emoji": disc }, disc), text.slice(disc.length)] : [text];
}

function context(block) {
  const parts = block.elements.map((one) => (one.type === "mrkdwn" ? linked(one.text) : [one.text]));
  return el("div", { class: "context" }, parts);
}

// The only mrkdwn we send: <address|label> between plain text, with three characters escaped.
function linked(text) {
  return text.split(/(<[^>]*>)/).map((part) => {
    const found = part.match(/^<([^|>]+)\|([^>]*)>$/);
    return found ? outside(unescaped(found[1]), unescaped(found[2])) : unescaped(part);
  });
}

function unescaped(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function richText(block) {
  return el("div", { class: "rich" }, block.elements.map((part) => (PARTS[part.type] ?? other)(part)));
}

function section(part) {
  return el("div", {}, inline(part));
}

function list(part) {
  const rows = part.elements.map((row) => el("li", {}, inline(row)));
  return el(part.style === "ordered" ? "ol" : "ul", { start: part.offset ? part.offset + 1 : false }, rows);
}

function preformatted(part) {
  return el("pre", { tabindex: "0" }, inline(part));
}

function inline(part) {
  return part.elements.map((element) => {
    if (element.type === "link") return styled(element, outside(element.url, element.text ?? element.url));
    return element.type === "text" ? styled(element, element.text) : unknown(element.type);
  });
}

function styled({ style = {} }, content) {
  let node = content;
  if (style.code) node = el("code", {}, node);
  if (style.bold) node = el("b", {}, node);
  if (style.italic) node = el("i", {}, node);
  if (style.strike) node = el("s", {}, node);
  return node;
}

function actions(block) {
  const made = block.elements.map((one) => (one.type === "button" ? press("slack-button", one.text.text, token(one.value)) : other(one)));
  return el("div", { class: "actions" }, made);
}

// The value of a button that deletes also says who may.
function token(value) {
  return value.split(" ")[0];
}
