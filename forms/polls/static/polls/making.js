/* The form of a question: shows what its kind needs, adds lines. Without this script all is shown. */
(() => {
  "use strict";
  const form = document.querySelector("[data-question]");
  if (!form) return;
  const kind = form.elements.kind;

  function showKind() {
    for (const part of form.querySelectorAll("[data-kinds]")) {
      part.hidden = !part.dataset.kinds.split(" ").includes(kind.value);
    }
  }

  function showCondition() {
    const source = form.elements.condition_on;
    if (!source) return;
    const group = [...form.elements.condition_option.querySelectorAll("optgroup")];
    const number = source.selectedOptions[0].textContent.match(/\d+/)?.[0];
    const own = group.find((one) => one.label.match(/\d+/)?.[0] === number);
    const chosen = source.value !== "" && own !== undefined;
    form.querySelector("[data-condition]").hidden = source.value === "";
    form.querySelector("[data-condition-option]").hidden = !chosen;
    form.querySelector("[data-condition-number]").hidden = chosen;
    for (const one of group) one.hidden = one.disabled = one !== own;
    const operators = form.elements.condition_operator;
    for (const one of operators.options) one.hidden = one.disabled = chosen && one.value.startsWith("at_");
    if (operators.selectedOptions[0]?.disabled) operators.value = "is";
  }

  function addLine(part) {
    const total = part.querySelector("[name$=-TOTAL_FORMS]");
    const rows = part.querySelector("[data-option-rows]");
    const html = part.querySelector("[data-option-template]").innerHTML;
    rows.insertAdjacentHTML("beforeend", html.replaceAll("__prefix__", total.value));
    total.value = Number(total.value) + 1;
    rows.lastElementChild.querySelector("[name$=-text_vi]").focus();
  }

  for (const part of form.querySelectorAll("[data-options]")) {
    const button = part.querySelector("[data-add-option]");
    button.hidden = false;
    button.addEventListener("click", () => addLine(part));
  }
  kind.addEventListener("change", showKind);
  form.elements.condition_on?.addEventListener("change", showCondition);
  showKind();
  showCondition();
})();
