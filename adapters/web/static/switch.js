// The switch between dark and light. theme.js, which runs before the first paint, takes up what is chosen here.

const button = document.getElementById("theme");
const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";

function nameTheme() {
  button.textContent = isDark() ? "밝게" : "어둡게";
}

button.addEventListener("click", () => {
  const theme = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // It holds until the page is left.
  }
  nameTheme();
});
dark.addEventListener("change", nameTheme);

nameTheme();
