// Draws the body of a Discord message (Components V2) as Discord shows it: https://docs.discord.com/developers/components/reference

import { el, outside, press, unknown } from "./dom.js";
import { markdown } from "./markdown.js";

const KINDS = { 1: row, 2: button, 9: section, 10: text, 14: separator, 17: container };
const LINK_STYLE = 5;
const CARRIED = /^sg(?:\.(\d{1,2}))?(?:@\d+)?:(.+)$/;

export function drawDiscord(body) {
  return el("div", { class: "discord-components" }, body.components.map(draw));
}

function draw(component) {
  return (KINDS[component.type] ?? (() => unknown(component.type)))(component);
}

function container(component) {
  const node = el("div", { class: "container" }, component.components.map(draw));
  if (component.accent_color !== undefined) {
    node.classList.add("accented");
    node.style.setProperty("--accent", `#${component.accent_color.toString(16).padStart(6, "0")}`);
  }
  return node;
}

function text(component) {
  return el("div", { class: "text" }, markdown(component.content));
}

function section(component) {
  return el("div", { class: "section" }, el("div", {}, component.components.map(draw)), draw(component.accessory));
}

function separator(component) {
  return el("hr", { class: component.divider === false ? "gap" : false, "aria-hidden": "true" });
}

function row(component) {
  return el("div", { class: "actions" }, component.components.map(draw));
}

function button(component) {
  if (component.style === LINK_STYLE) {
    const link = outside(component.url, component.label, el("span", { class: "out", "aria-hidden": "true" }, "↗"));
    link.classList.add("discord-button");
    return link;
  }
  const [, start, token] = component.custom_id.match(CARRIED) ?? [];
  return token ? press("discord-button", component.label, token, start) : unknown(component.custom_id);
}
