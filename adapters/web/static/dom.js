// Making elements. Text only ever becomes text nodes: nothing in these modules parses markup.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity));
  return node;
}

// A link out of the page. An address that is not one of the web stays text.
export function outside(url, ...label) {
  if (!/^https?:\/\//i.test(url)) return el("span", {}, ...label);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...label);
}

// A button that asks for the card of a token; `start` is the block that a long card goes on with.
export function press(kind, label, token, start = "") {
  return el("button", { type: "button", class: kind, "data-token": token, "data-start": start || false }, label);
}

// What a drawer does not know must be seen, not lost.
export function unknown(what) {
  return el("p", { class: "unknown" }, `그릴 줄 모르는 부분입니다: ${what}`);
}
