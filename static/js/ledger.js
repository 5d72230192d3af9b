/* Opens a ledger's row in place. Without it the same link opens the item's own page. */
"use strict";
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-fold]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.htmx) return;
  event.preventDefault();
  const row = link.closest("tr"), below = document.getElementById(link.dataset.fold);
  const open = below.hidden;
  below.hidden = !open;
  row.classList.toggle("is-open-row", open);
  for (const each of row.querySelectorAll("a[aria-expanded]")) each.setAttribute("aria-expanded", String(open));
  if (open && !below.dataset.loaded) {
    below.dataset.loaded = "yes";
    window.htmx.ajax("GET", link.href, { target: below.firstElementChild, swap: "innerHTML" }).catch(() => { location.href = link.href; });
  }
});
