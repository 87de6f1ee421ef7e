// Which platform is looked at: "in" of the address, so that it is reloaded and shared with it. A phone has room for one.

export const NARROW = matchMedia("(max-width: 899px)");

// The address without the platform that is looked at: that of the card.
export function current() {
  const url = new URL(location.href);
  url.searchParams.delete("in");
  return url.pathname + url.search + url.hash;
}

// The address with the platform that is looked at, where it is not the usual one.
export function shownIn(address) {
  const url = new URL(address, location.origin);
  const chosen = new URL(location.href).searchParams.get("in");
  if (chosen) url.searchParams.set("in", chosen);
  return url.pathname + url.search + url.hash;
}

export function showPlatform() {
  const usual = NARROW.matches ? "slack" : "all";
  const chosen = new URL(location.href).searchParams.get("in") ?? usual;
  const radio = document.querySelector(`#shown [value="${CSS.escape(chosen)}"]`) ?? document.querySelector(`#shown [value="${usual}"]`);
  radio.checked = true;
  document.body.dataset.shown = radio.value;
}

document.getElementById("shown").addEventListener("change", (event) => {
  const url = new URL(location.href);
  url.searchParams.set("in", event.target.value);
  history.replaceState(history.state, "", url);
  showPlatform();
});
NARROW.addEventListener("change", showPlatform);
