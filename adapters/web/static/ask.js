// Asking the server for the card of an address.

import { isWhole } from "./cards.js";

const GONE = "서버에 닿지 못했습니다. 터미널에서 sagongsa run이 떠 있는지 보세요.";
const BROKEN = "답을 만들지 못했습니다. 잠시 뒤에 다시 해 주세요.";
const MARGINS = 34; // pixels left and right of a terminal's text

const form = document.getElementById("ask");
const ruler = document.getElementById("ruler");
let columns = measured();
let asking;

// Measured when it changes: to measure at a key press is to lay the page out before the question leaves.
const widths = new ResizeObserver(() => { columns = measured(); });
widths.observe(form);
widths.observe(ruler);

// The card: `begun` as soon as there is enough of it to begin with, then `whole`; or an Error whose message is one Korean sentence.
// `text` is that of a question too long for its address. The question leaves at once; of the one before no more is taken.
export function ask(address, text, isEnough) {
  asking?.abort();
  asking = new AbortController();
  const answers = read(send({ address, text, width: columns }, asking.signal));
  const begun = until(isEnough, answers);
  const whole = begun.then((answer) => until(isWhole, answers, answer));
  whole.catch(() => {}); // it is told where `begun` or `whole` is waited for
  return { begun, whole };
}

async function send(asked, signal) {
  try {
    return await fetch("/api/card", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(asked),
      signal,
    });
  } catch {
    throw new Error(GONE);
  }
}

// The answer each time that one more part of it is there.
async function* read(sent) {
  const response = await sent;
  if (!response.ok) throw new Error((await response.json().catch(() => ({}))).error ?? BROKEN);
  let answer = {};
  try {
    for await (const line of lines(response.body)) yield answer = { ...answer, ...JSON.parse(line) };
  } catch {
    throw new Error(BROKEN);
  }
}

async function* lines(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let held = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const found = (held + decoder.decode(value, { stream: true })).split("\n");
    held = found.pop();
    yield* found;
  }
}

async function until(isEnough, answers, answer) {
  if (answer && isEnough(answer)) return answer;
  const { done, value } = await answers.next();
  if (done) throw new Error(BROKEN);
  return until(isEnough, answers, value);
}

// How many columns the page's terminal has room for; the server takes 40 at least.
function measured() {
  const ten = ruler.getBoundingClientRect().width;
  return Math.floor(((form.clientWidth - MARGINS) / ten) * 10);
}
