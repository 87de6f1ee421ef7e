// What a half-written question may become, as links beneath the box: each is a card's address.

import { el } from "./dom.js";

const LONGEST = 60;

export class Hits {
  constructor(box, list, say) {
    this.box = box;
    this.list = list;
    this.say = say;
    box.addEventListener("input", () => this.find());
    box.form.addEventListener("focusout", (event) => box.form.contains(event.relatedTarget) || this.close());
    box.form.addEventListener("keydown", (event) => this.move(event));
  }

  async find() {
    this.asked?.abort();
    const text = this.box.value.trim();
    if (!text || text.length > LONGEST || text.includes("\n")) return this.close();
    this.asked = new AbortController();
    try {
      const response = await fetch(`/api/search?text=${encodeURIComponent(text)}`, { signal: this.asked.signal });
      this.show(response.ok ? await response.json() : []);
    } catch {
      // The next key asks again; whether the server is gone is told when something is asked of it.
    }
    return undefined;
  }

  show(hits) {
    this.list.replaceChildren(...hits.map((hit) => el("li", {}, el("a", { href: hit.address }, hit.label))));
    this.list.hidden = !hits.length;
    this.say(hits.length ? `제안 ${hits.length}개` : "");
  }

  close() {
    this.asked?.abort();
    this.list.hidden = true;
  }

  // Arrows walk through the suggestions, Escape leaves them.
  move(event) {
    if (this.list.hidden || event.isComposing) return;
    const links = [...this.list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      this.box.focus();
      this.close();
    } else if (event.key === "ArrowDown" && at < links.length - 1) {
      links[at + 1].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      (links[at - 1] ?? this.box).focus();
    } else {
      return;
    }
    event.preventDefault();
  }
}
