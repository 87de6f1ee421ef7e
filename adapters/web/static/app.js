// The page: addresses in, cards out. Everything that a card is made of stands in its address; only the theme is remembered.

import { ask } from "./ask.js";
import { canBegin, drawFirst, drawRest } from "./cards.js";
import { NARROW, current, shownIn, showPlatform } from "./platforms.js";
import { Hits } from "./search.js";
import "./switch.js";

const LONGEST = 200_000; // characters of a question
const LONGEST_ADDRESS = 2_000; // beyond this the text goes behind the "#", which is never sent
const NOTICED = 200; // milliseconds after which one waits for an answer
const GROWS = CSS.supports("field-sizing", "content");
const WIDE = matchMedia("(min-width: 1100px)"); // where the list stands beside the card

const at = (id) => document.getElementById(id);
const box = at("text");
const surface = at("surface");
const answer = at("answer");
const title = document.title.split(" · ").at(-1); // without that of the card it was opened with
let latest = 0;
let subject = "";
let slow;

// --- Asking ---------------------------------------------------------------------------------------------------------

// Go to an address: ask, draw what is looked at, and when that is on the screen the rest. `focus` moves a reader of the keyboard or
// of a screen to what was drawn.
async function show(address, { replace = false, focus = false, scroll = 0 } = {}) {
  const turn = ++latest;
  const url = new URL(address, location.origin);
  const text = url.hash.startsWith("#text=") ? decodeURIComponent(url.hash.slice("#text=".length)) : undefined;
  const home = url.pathname === "/";
  const written = box.value;
  const shown = document.body.dataset.shown;
  const told = ask(home ? "/today" : url.pathname + url.search, text, (part) => canBegin(part, shown));
  const left = scrollY;
  wait();
  try {
    const begun = await (scroll ? told.whole : told.begun); // one who comes back to a place far down needs all that is above it
    if (turn !== latest) return;
    draw(begun, home, shown);
    if (box.value === written) write(begun.question); // else somebody goes on typing
    if (!scroll) scrollTo(0, 0);
    if (focus) at("heading").focus({ preventScroll: scroll > 0 });
    if (!scroll) await onScreen();
    const whole = await told.whole;
    if (turn !== latest) return;
    const own = home ? "/" : text === undefined ? whole.address : url.pathname + url.search + url.hash;
    if (!replace && history.state?.scroll !== left) history.replaceState({ scroll: left }, "");
    history[replace || own === current() ? "replaceState" : "pushState"]({ scroll }, "", shownIn(own));
    finish(whole, home);
    if (scroll) scrollTo(0, scroll);
  } catch (error) {
    if (turn === latest) fail(error.message);
  } finally {
    if (turn === latest) waited();
  }
}

// Only an answer that lets wait dims the one before: to dim is to paint the page anew, while the answer is being made.
function wait() {
  answer.setAttribute("aria-busy", "true");
  clearTimeout(slow);
  slow = setTimeout(() => answer.classList.add("slow"), NOTICED);
}

function waited() {
  clearTimeout(slow);
  answer.classList.remove("slow");
  answer.removeAttribute("aria-busy");
}

// When what was drawn is on the screen. A page that nobody sees has none.
function onScreen() {
  return new Promise((done) => { if (document.hidden) done(); else requestAnimationFrame(() => setTimeout(done)); });
}

function fail(sentence) {
  at("problem").textContent = sentence;
  at("status").textContent = "";
}

// --- Drawing --------------------------------------------------------------------------------------------------------

function draw(told, home, shown) {
  at("problem").textContent = "";
  document.body.classList.toggle("at-a-card", !home);
  subject = told.subject ?? "";
  at("heading").textContent = home ? told.title : headed(told);
  at("note").textContent = told.note;
  drawFirst(at("cards"), told, shown);
  answer.classList.remove("slow");
  answer.hidden = false;
}

function finish(told, home) {
  drawRest(at("cards"), told);
  document.title = home ? title : `${headed(told)} · ${title}`;
  at("status").textContent = told.headline;
  surface.value = new URL(told.address, location.origin).searchParams.get("surface") ?? "dm";
  mark();
  choose(told.address);
}

// A short question heads its card; pasted lines are told by what was read in them.
function headed({ question, title: read }) {
  const line = question.trim();
  return line && (!read || (line.length <= 60 && !line.includes("\n"))) ? `“${line.slice(0, 60)}”` : read;
}

// The code in the list whose card this is.
function mark() {
  document.querySelector("#codes [aria-current]")?.removeAttribute("aria-current");
  const [, code] = subject.match(/^[dm]:(\d{3})$/) ?? [];
  const link = document.querySelector(`#codes a[href="/c/${code}"]`);
  if (!link) return;
  link.setAttribute("aria-current", "page");
  if (WIDE.matches) link.closest("details").open = true;
}

// The two codes that are compared, in the form that compares.
function choose(address) {
  const pair = address.match(/^\/c\/(\d{3})-(\d{3})(?!-)/);
  if (pair) [at("pair").elements.one.value, at("pair").elements.other.value] = pair.slice(1);
}

function write(text) {
  if (box.value === text) return;
  box.value = text;
  grow();
}

// Where the style sheet cannot make the box as high as its text.
function grow() {
  if (GROWS) return;
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 240)}px`;
}

// --- The box ---------------------------------------------------------------------------------------------------------

function submit() {
  const text = box.value;
  if (!text.trim()) return fail("물어볼 글을 적어 주세요.");
  if (text.length > LONGEST) return fail("글이 너무 깁니다. 200,000자까지 받습니다.");
  const query = new URLSearchParams();
  if (surface.value !== "dm") query.set("surface", surface.value);
  if (subject) query.set("after", subject);
  const more = query.size ? `&${query}` : "";
  const encoded = encodeURIComponent(text);
  show(encoded.length > LONGEST_ADDRESS ? `/q?${query}#text=${encoded}` : `/q?text=${encoded}${more}`);
  return hits.close();
}

const hits = new Hits(box, at("hits"), (told) => { at("status").textContent = told; });
at("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
box.addEventListener("input", grow);
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
});
surface.addEventListener("change", () => {
  if (box.value.trim()) return submit();
  const url = new URL(current(), location.origin);
  url.searchParams.set("surface", surface.value);
  return url.pathname === "/" ? undefined : show(url.pathname + url.search);
});
at("pair").addEventListener("submit", (event) => {
  event.preventDefault();
  const chosen = new FormData(event.target);
  show(`/c/${chosen.get("one")}-${chosen.get("other")}`, { focus: true });
});

// --- Getting about -----------------------------------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-token]");
  if (button) return follow(pressed(button));
  const link = event.target.closest("a[href^='/']");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  event.preventDefault();
  return follow(link.getAttribute("href"));
});

function pressed(button) {
  const query = new URLSearchParams();
  if (surface.value !== "dm") query.set("surface", surface.value);
  if (button.dataset.start) query.set("start", button.dataset.start);
  return `/t/${encodeURIComponent(button.dataset.token)}${query.size ? `?${query}` : ""}`;
}

function follow(address) {
  write("");
  show(address, { focus: true });
  hits.close();
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=radio]), textarea, select");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  box.focus();
  box.select();
});

addEventListener("popstate", (event) => {
  if (event.state === null) return; // a link within the page
  showPlatform();
  show(current(), { replace: true, scroll: event.state.scroll ?? 0 });
});

// --- Beginning -----------------------------------------------------------------------------------------------------------

history.scrollRestoration = "manual";
choose("/c/302-307");
showPlatform();
show(current(), { replace: true });
if (current() === "/" && !NARROW.matches) box.focus();
