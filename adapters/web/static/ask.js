// Asking the server for the card of an address.

const GONE = "서버에 닿지 못했습니다. 터미널에서 sagongsa run이 떠 있는지 보세요.";
const BROKEN = "답을 만들지 못했습니다. 잠시 뒤에 다시 해 주세요.";
const MARGINS = 34; // pixels left and right of a terminal's text

// The card, or an Error whose message is one Korean sentence. `text` is that of a question too long for its address.
export async function ask(address, text) {
  let response;
  try {
    response = await fetch("/api/card", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ address, text, width: columns() }),
    });
  } catch {
    throw new Error(GONE);
  }
  const told = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(told.error ?? BROKEN);
  return told;
}

// How many columns the page's terminal has room for; the server takes 40 at least.
function columns() {
  const ten = document.getElementById("ruler").getBoundingClientRect().width;
  return Math.floor(((document.getElementById("ask").clientWidth - MARGINS) / ten) * 10);
}
