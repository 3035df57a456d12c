// Narrows a list of boxes to tick while its name is typed, with or without Vietnamese marks.
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

for (const field of document.querySelectorAll("[data-boxes-find]")) {
  const rows = [...document.querySelectorAll(`#${field.dataset.boxesFind} [data-box]`)];
  const names = rows.map((row) => fold(row.textContent));
  field.hidden = false;
  field.addEventListener("input", () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    rows.forEach((row, place) => {
      const fits = words.every((word) => names[place].includes(word));
      // What is ticked stays in view.
      row.hidden = !fits && !row.querySelector("input").checked;
    });
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}
