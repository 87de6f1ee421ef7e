// A card in the frame of each platform, with the exact body that was drawn beneath it. It is drawn in two goes: at once what is
// looked at, and what is hidden or further down when that is on the screen.

import { drawDiscord } from "./discord.js";
import { el } from "./dom.js";
import { drawSlack } from "./slack.js";
import { drawTerminal } from "./terminal.js";

const PLATFORMS = [
  ["slack", "Slack", (body) => said("slack", drawSlack(body))],
  ["discord", "Discord", (body) => said("discord", drawDiscord(body))],
  ["terminal", "터미널", drawTerminal],
];
const CLOCK = new Intl.DateTimeFormat("ko", { hour: "numeric", minute: "2-digit" }); // making one takes longer than a card

// Whether all parts of an answer are there.
export function isWhole(answer) {
  return answer.beside !== undefined;
}

// Whether those parts are there that are looked at.
export function canBegin(answer, shown) {
  return isWhole(answer) || platforms(shown).every(([name]) => answer[name] !== undefined);
}

// What is looked at of an answer, in the place of the one before.
export function drawFirst(place, answer, shown) {
  const panels = answer.slack ? platforms(shown).map((platform) => panel(platform, answer, answer.private, 3)) : [];
  place.replaceChildren(el("div", { class: "panels" }, panels));
}

// The rest: the other platforms, the bodies that were sent and, of a comparison, each code's card beside the other.
export function drawRest(place, answer) {
  const [panels] = place.children;
  for (const [index, platform] of (answer.slack ? PLATFORMS : []).entries()) {
    const there = panels.children[index];
    if (there?.classList.contains(platform[0])) there.append(...exact(platform, answer));
    else panels.insertBefore(whole(platform, answer, answer.private, 3), there ?? null);
  }
  if (!answer.beside.length) return;
  const beside = answer.beside.map((one) => el("section", { class: "beside" },
    el("h4", {}, el("a", { href: one.address }, one.title)),
    one.slack ? PLATFORMS.map((platform) => whole(platform, one, answer.private, 4)) : []));
  place.append(el("h3", { class: "apart" }, "코드마다 나란히"), el("div", { class: "columns" }, beside));
}

// Where all three are shown, the terminal stands beneath the others.
function platforms(shown) {
  return PLATFORMS.filter(([name]) => (shown === "all" ? name !== "terminal" : name === shown));
}

function whole(platform, one, isPrivate, level) {
  const made = panel(platform, one, isPrivate, level);
  made.append(...exact(platform, one));
  return made;
}

function panel([name, title, draw], one, isPrivate, level) {
  const hidden = isPrivate && name !== "terminal" ? el("p", { class: "only-you" }, "나만 볼 수 있습니다") : [];
  return el("section", { class: `panel ${name}`, "aria-label": [title, one.title].filter(Boolean).join(" · ") },
    el(`h${level}`, {}, title),
    el("div", { class: "stage" }, draw(one[name]), hidden));
}

function said(platform, message) {
  return el("div", { class: `${platform}-message` },
    el("img", { class: "avatar", src: "/static/icon.svg", alt: "" }),
    el("div", { class: "said" },
      el("p", { class: "who" }, el("b", {}, "사공사"), el("span", { class: "badge" }, "앱"), el("time", {}, CLOCK.format(new Date()))),
      message));
}

function exact([name], one) {
  if (name === "terminal") return [];
  const shown = el("pre", { tabindex: "0" });
  const details = el("details", { class: "exact" }, el("summary", {}, "보내는 본문(JSON)"), shown);
  details.addEventListener("toggle", () => { shown.textContent = JSON.stringify(one[name], null, 2); }, { once: true });
  return [details];
}
