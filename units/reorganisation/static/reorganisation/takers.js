/* Offers as taker only the successors that are chosen or described; without script all are offered, and the server refuses the others. */
const taker = document.querySelector("[data-reorg-taker]");
const known = [...(taker?.form.querySelectorAll("[name=successors]") ?? [])];
const described = [...document.querySelectorAll("[data-reorg-new]")];

const nameOf = (place) => {
  const typed = [...place.querySelectorAll("input")].map((one) => one.value.trim());
  return typed.some(Boolean) ? place.querySelector("[name$=name_vi]").value.trim() || typed.find(Boolean) : "";
};

const narrow = () => {
  const chosen = new Set(known.filter((one) => one.checked).map((one) => one.value));
  const names = new Map(described.map((one) => [one.dataset.reorgNew, nameOf(one)]));
  for (const option of taker.options) {
    const name = names.get(option.value);
    option.dataset.label ??= option.text;
    if (name !== undefined) option.text = name ? `${option.dataset.label}: ${name}` : option.dataset.label;
    const offered = !option.value || (name === undefined ? chosen.has(option.value) : name);
    // What was chosen before stays to be seen, and is told by the server if it is no successor.
    option.hidden = option.disabled = !offered && !option.selected;
  }
};

taker?.form.addEventListener("input", narrow);
taker?.form.addEventListener("change", narrow);
if (taker) narrow();
