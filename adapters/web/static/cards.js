// A card in the frame of each platform, with the exact body that was drawn beneath it.

import { drawDiscord } from "./discord.js";
import { el } from "./dom.js";
import { drawSlack } from "./slack.js";
import { drawTerminal } from "./terminal.js";

const PLATFORMS = [
  ["slack", "Slack", (body) => said("slack", drawSlack(body))],
  ["discord", "Discord", (body) => said("discord", drawDiscord(body))],
  ["terminal", "터미널", drawTerminal],
];

// The cards of an answer: the card itself, then, of a comparison, each code's beside the other.
export function cards(answer) {
  const nodes = [el("div", { class: "panels" }, panels(answer, answer.private, 3))];
  if (answer.beside.length) {
    const beside = answer.beside.map((one) => el("section", { class: "beside" }, titled(one), panels(one, answer.private, 4)));
    nodes.push(el("h3", { class: "apart" }, "코드마다 나란히"), el("div", { class: "columns" }, beside));
  }
  return nodes;
}

function titled(one) {
  return el("h4", {}, el("a", { href: one.address }, one.title));
}

function panels({ title: of, bodies }, isPrivate, level) {
  if (!bodies) return [];
  return PLATFORMS.map(([name, title, draw]) => {
    const hidden = isPrivate && name !== "terminal" ? el("p", { class: "only-you" }, "나만 볼 수 있습니다") : [];
    return el("section", { class: `panel ${name}`, "aria-label": [title, of].filter(Boolean).join(" · ") },
      el(`h${level}`, {}, title),
      el("div", { class: "stage" }, draw(bodies[name]), hidden),
      name === "terminal" ? [] : exact(bodies[name]));
  });
}

function said(platform, message) {
  const time = new Intl.DateTimeFormat("ko", { hour: "numeric", minute: "2-digit" }).format(new Date());
  return el("div", { class: `${platform}-message` },
    el("img", { class: "avatar", src: "/static/icon.svg", alt: "" }),
    el("div", { class: "said" },
      el("p", { class: "who" }, el("b", {}, "사공사"), el("span", { class: "badge" }, "앱"), el("time", {}, time)),
      message));
}

function exact(body) {
  const shown = el("pre", { tabindex: "0" });
  const details = el("details", { class: "exact" }, el("summary", {}, "보내는 본문(JSON)"), shown);
  details.addEventListener("toggle", () => { shown.textContent = JSON.stringify(body, null, 2); }, { once: true });
  return details;
}
