/* Shows the pictures of a gallery one at a time; without it they are links to the large ones. */
const SWIPE = 40; // pixels
const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

for (const gallery of document.querySelectorAll("[data-gallery]")) {
  const links = [...gallery.querySelectorAll("[data-large]")];
  const dialog = gallery.querySelector("dialog");
  let at, opener, touch;

  const show = (index) => {
    at = (index + links.length) % links.length;
    const picture = links[at].firstElementChild.cloneNode(true);
    for (const part of picture.children) part.sizes = "100vw";
    picture.lastElementChild.loading = "eager";
    const caption = links[at].nextElementSibling?.cloneNode(true) ?? "";
    dialog.querySelector("figure").replaceChildren(picture, caption);
    dialog.querySelector("output").textContent = dialog.dataset.count
      .replace("{number}", at + 1)
      .replace("{total}", links.length);
  };

  links.forEach((link, index) => {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      opener = link;
      dialog.showModal();
      dialog.querySelector("[data-step='1']").focus();
      show(index);
    });
  });
  dialog.addEventListener("close", () => opener.focus());
  dialog.addEventListener("click", ({ target }) => {
    const step = target.closest("button")?.dataset.step;
    if (step) show(at + Number(step));
    else if (target.closest("button") || target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    const { key } = event;
    if (key in STEPS) show(at + STEPS[key]);
    else if (key === "Home") show(0);
    else if (key === "End") show(-1);
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("pointerdown", (event) => {
    // A second finger enlarges the picture.
    touch = event.isPrimary && event.pointerType === "touch" && event;
  });
  dialog.addEventListener("pointerup", (event) => {
    const [x, y] = [event.clientX - touch?.clientX, event.clientY - touch?.clientY];
    if (Math.abs(x) > Math.max(SWIPE, Math.abs(y))) show(at - Math.sign(x));
  });
}
