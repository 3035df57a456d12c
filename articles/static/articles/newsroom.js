/* Keys of a desk's board. Everything they do has a link, a box or a button of its own. */
(() => {
  "use strict";
  const NEXT = new Set(["j", "ArrowDown"]);
  const BEFORE = new Set(["k", "ArrowUp"]);
  const TYPING = "input:not([type=checkbox]), textarea, select, summary, [contenteditable], dialog, [role=dialog], [role=menu]";

  const rows = () => [...document.querySelectorAll("[data-board-row]")];
  const rowOf = (element) => element?.closest?.("[data-board-row]") ?? null;
  const within = (row, name) => row?.querySelector(`[data-board-${name}]`) ?? null;

  function enabled() {
    const script = document.getElementById("wagtail-config");
    if (!script) return true;
    return JSON.parse(script.textContent).KEYBOARD_SHORTCUTS_ENABLED !== false;
  }

  function goTo(row) {
    const link = within(row, "open");
    if (!link) return;
    link.focus();
    row.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = rows();
    const here = all.indexOf(rowOf(document.activeElement));
    const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by;
    goTo(all[Math.min(Math.max(next, 0), all.length - 1)]);
  }

  function act(key, row) {
    if (key === "x") within(row, "check")?.click();
    else if (key === "o") within(row, "open")?.click();
    else if (key === "c") within(row, "claim")?.click();
    else return false;
    return true;
  }

  function onKey(event) {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.closest?.(TYPING) || !rows().length) return;
    if (NEXT.has(event.key)) step(1);
    else if (BEFORE.has(event.key)) step(-1);
    else if (!act(event.key, rowOf(document.activeElement))) return;
    event.preventDefault();
  }

  function chosen() {
    return [...document.querySelectorAll("[data-board-check]")];
  }

  function count() {
    const all = chosen();
    const checked = all.filter((box) => box.checked).length;
    const label = document.querySelector("[data-board-count]");
    if (label && checked) label.textContent = `${label.dataset.boardCountText} ${checked}`;
    const whole = document.querySelector("[data-board-all]");
    if (!whole) return;
    whole.hidden = !all.length;
    whole.checked = checked > 0 && checked === all.length;
    whole.indeterminate = checked > 0 && checked < all.length;
  }

  function onChange(event) {
    if (event.target.matches("[data-board-all]")) {
      for (const box of chosen()) box.checked = event.target.checked;
    } else if (!event.target.matches("[data-board-check]")) return;
    count();
  }

  function showKeys() {
    const keys = document.querySelector("[data-board-shortcuts]");
    const first = document.querySelector("#keyboard-shortcuts-dialog table tbody");
    if (!keys || !first) return;
    first.before(keys.content.cloneNode(true));
    keys.remove();
    document.querySelector("[data-board-keys]").hidden = false;
  }

  document.addEventListener("change", onChange);
  document.addEventListener("w-swap:success", count);
  if (enabled()) document.addEventListener("keydown", onKey);
  // Wagtail puts its list of shortcuts into the page when it is ready.
  document.addEventListener("w-teleport:appended", showKeys);
  showKeys();
  count();
})();
