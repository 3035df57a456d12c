/* Puts a provider's player in the place of a video's panel, once a reader asks for it. */
document.addEventListener("click", (event) => {
  const card = event.target.closest("[data-player]");
  if (!card || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.className = "video-frame";
  frame.title = card.dataset.title;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  // Players refuse a page that does not say which site it belongs to.
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = card.dataset.player;
  card.replaceWith(frame);
  frame.focus();
});
