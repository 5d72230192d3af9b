// The code of a slip stands behind the "#" of the address, which never leaves the browser. It goes into the field, and out of the address.
(() => {
  const field = document.getElementById("token");
  const code = decodeURIComponent(location.hash.slice(1)).slice(0, 60);
  if (field && field.type !== "hidden" && code) {
    field.value = code;
    history.replaceState(null, "", location.pathname);
    document.querySelector(".lz-vote__go").focus();
  }
  // Another slip scanned into the same tab changes the part behind "#" only: begin anew with it.
  addEventListener("hashchange", () => {
    if (location.hash.length > 1) location.href = `${location.pathname}?${Date.now()}${location.hash}`;
  });
  for (const form of document.querySelectorAll("form")) {
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
    });
    addEventListener("pageshow", () => { sent = false; });
  }
})();
