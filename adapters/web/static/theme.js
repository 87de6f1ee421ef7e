// Runs before the first paint, so that a chosen theme does not flash. Without a choice, or a place to keep it, the system's is followed.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
} catch {
  // A browser may keep nothing at all.
}
