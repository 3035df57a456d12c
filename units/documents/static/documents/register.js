/* Suggests the type of a document from its symbol; without script the server does, when the form is sent. */
const form = document.querySelector("[data-register-entry]");
const symbol = form?.querySelector("[name=number_symbol]");
const type = form?.querySelector("[name=type]");
const codes = JSON.parse(document.getElementById("register-codes")?.textContent ?? "{}");
let suggested = "";

const nameOf = (text) => {
  const [, rest] = text.normalize("NFC").match(/^\s*\d[^/]*\/(.*)$/s) ?? [];
  if (!rest) return "";
  const parts = rest.split(/[/\-–]/).map((part) => part.trim().toLowerCase());
  const code = Object.keys(codes).find((one) => parts.slice(0, 2).includes(one.toLowerCase()));
  return code ? codes[code] : "";
};

symbol?.addEventListener("change", () => {
  const name = nameOf(symbol.value);
  const option = name && [...type.options].find((one) => one.text === name);
  if (option && (!type.value || type.value === suggested)) {
    type.value = suggested = option.value;
  }
});
