/* Copying a link, and the device's own list of applications to share it with. */
const share = document.querySelector("[data-share]");
const { url, title, done, failed } = share.dataset;
const [copy, apps] = share.querySelectorAll("button");

copy.addEventListener("click", async () => {
  const copied = await navigator.clipboard?.writeText(url).then(() => true, () => false);
  share.querySelector("[role=status]").textContent = copied ? done : `${failed} ${url}`;
});
apps.hidden = !navigator.share;
// Whoever closes the list meant to.
apps.addEventListener("click", () => navigator.share({ title, url }).catch(() => {}));
