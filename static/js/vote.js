// The code of a slip stands behind the "#" of the address, which never leaves the browser. It goes into the field, and out of the address.
(() => {
  const field = document.getElementById("token");
  const code = decodeURIComponent(location.hash.slice(1)).slice(0, 60);
  if (field && field.type !== "hidden" && code) {
    field.value = code;
    history.replaceState(null, "", location.pathname);
    document.querySelector(".lz-vote__go").focus();
  }
  for (const form of document.querySelectorAll("form")) {
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
    });
    addEventListener("pageshow", () => { sent = false; });
  }
})();
