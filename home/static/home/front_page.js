/* Drags the slots of the front page into order; buttons do the same without this script. */
(() => {
  "use strict";
  const root = document.querySelector("[data-curate]");
  if (!root) return;
  let moving = null;
  let before = "";

  const slots = (list) => [...list.querySelectorAll("[data-curate-slot]")];
  const order = (list) => slots(list).map((slot) => slot.dataset.curateSlot).join(",");

  function start(event) {
    const handle = event.target.closest("[data-curate-handle]");
    if (!handle || event.button !== 0) return;
    moving = handle.closest("[data-curate-slot]");
    before = order(moving.parentElement);
    moving.classList.add("curate-slot--moving");
    event.preventDefault();
  }

  function move(event) {
    if (!moving) return;
    const list = moving.parentElement;
    const next = slots(list).find((slot) => {
      if (slot === moving) return false;
      const box = slot.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    if (next !== moving.nextElementSibling) list.insertBefore(moving, next ?? null);
  }

  function stop(event) {
    if (!moving) return;
    const list = moving.parentElement;
    moving.classList.remove("curate-slot--moving");
    moving = null;
    if (event.type === "pointercancel") restore(list);
    else if (order(list) !== before) send(list);
  }

  function restore(list) {
    for (const id of before.split(",")) list.append(list.querySelector(`[data-curate-slot="${id}"]`));
  }

  function send(list) {
    const form = list.parentElement.querySelector("[data-curate-order]");
    form.elements.order.value = order(list);
    form.submit();
  }

  root.addEventListener("pointerdown", start);
  // Moving an element loses its pointer, so the whole document listens.
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", stop);
  document.addEventListener("pointercancel", stop);
  root.dataset.curateReady = "";
})();
