/* What makes pages pleasant; every page works without it. */
"use strict";
(function () {
  const phone = () => window.matchMedia("(max-width: 47.99rem)").matches;
  const why = () => document.getElementById("why");
  let asked = null; // the figure that was asked about: focus goes back to it

  function place(dialog, near) {
    // Beside the figure on a desk; a style sheet makes it a sheet from below on a phone.
    dialog.style.removeProperty("top");
    dialog.style.removeProperty("left");
    if (phone()) return;
    const box = near.getBoundingClientRect(), own = dialog.getBoundingClientRect(), gap = 8;
    const top = box.bottom + gap + own.height < window.innerHeight ? box.bottom + gap : Math.max(gap, window.innerHeight - own.height - gap);
    const left = Math.min(Math.max(gap, box.right - own.width + 24), window.innerWidth - own.width - gap);
    dialog.style.top = top + "px";
    dialog.style.left = left + "px";
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-why]");
    if (link) asked = link;
    const dialog = why();
    if (dialog && dialog.open && (event.target === dialog || event.target.closest("[data-close]"))) {
      event.preventDefault();
      dialog.close();
    }
    for (const menu of document.querySelectorAll("details.lz-menu[open]")) if (!menu.contains(event.target)) menu.open = false;
    const copy = event.target.closest("[data-copy-address]");
    if (copy && navigator.clipboard) {
      event.preventDefault();
      navigator.clipboard.writeText(location.href).then(() => { const said = copy.querySelector("[data-said]"); if (said) said.textContent = copy.dataset.copyAddress; });
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.lz-menu[open]")) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-send-on-change]");
    if (form) form.requestSubmit ? form.requestSubmit() : form.submit();
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    const target = event.detail.target;
    if (target === why()) {
      const dialog = target;
      if (!dialog.open) dialog.showModal();
      if (asked) place(dialog, asked);
      const first = dialog.querySelector("[data-focus]") || dialog;
      first.focus();
      return;
    }
    const first = target.querySelector("[data-focus]");
    if (first) first.focus();
  });

  // Refusals come with their own status and must be shown, not swallowed.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const status = event.detail.xhr.status;
    if (status >= 400 && status < 500) { event.detail.shouldSwap = true; event.detail.isError = false; }
  });
  document.addEventListener("htmx:sendError", (event) => { const link = event.target.closest && event.target.closest("a[href]"); if (link) location.href = link.href; });

  document.addEventListener("close", (event) => { if (event.target === why() && asked) { asked.focus(); asked = null; } }, true);

  // A form that came back with errors: go to what must be changed.
  const summary = document.querySelector("main [data-focus]");
  if (summary) summary.focus();
})();
