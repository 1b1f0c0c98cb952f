/* Keys of the review desk. Each key presses a button that is on the page; without this file everything works by mouse.
   Also renews the lock while the page is open and in sight. */
(() => {
  "use strict";
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const help = document.querySelector("dialog.help");
  const reasons = document.querySelector("details.reasons");
  const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  let sent = false;

  const press = (key) => {
    const found = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!found || found.disabled) return false;
    if (found.tagName === "SUMMARY") {
      found.parentElement.open = !found.parentElement.open;
      const first = found.parentElement.querySelector("textarea, .panel button");
      if (found.parentElement.open && first) first.focus();
      return true;
    }
    found.click();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === "Escape") {
      document.querySelectorAll(".verbs details[open]").forEach((one) => { one.open = false; });
      if (typing(event.target)) event.target.blur();
      return;
    }
    if (typing(event.target)) return;
    if (event.key === "?" && help) {
      event.preventDefault();
      if (help.open) help.close(); else help.showModal();
      return;
    }
    if (help && help.open) return;
    const key = event.key.toLowerCase();
    // a reason is chosen by its number only while the list is open, so that no slip decides
    if (/^[1-8]$/.test(key) && !(reasons && reasons.open)) return;
    if (press(key)) event.preventDefault();
  });

  const ask = document.querySelector("input[name=confirm_difference]");
  const form = document.querySelector(".verbs form");
  if (form) {
    form.addEventListener("submit", (event) => {
      // two presses in a row decide once
      if (sent) { event.preventDefault(); return; }
      const button = event.submitter;
      if (ask && button && button.value === "accept" && !ask.checked) {
        event.preventDefault();
        ask.focus();
        return;
      }
      sent = true;
    });
  }
  window.addEventListener("pageshow", () => { sent = false; });

  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  const hold = desk.dataset.hold;
  if (hold && token) {
    const body = (leave) => {
      const sending = new FormData();
      sending.append("csrfmiddlewaretoken", token.value);
      if (leave) sending.append("leave", "1");
      return sending;
    };
    setInterval(() => {
      if (document.visibilityState === "visible") fetch(hold, { method: "POST", body: body(false), credentials: "same-origin" }).catch(() => {});
    }, 60000);
    window.addEventListener("pagehide", () => { if (!sent) navigator.sendBeacon(hold, body(true)); });
  }

  document.querySelectorAll("[data-close]").forEach((button) => {
    button.addEventListener("click", () => button.closest("dialog").close());
  });
  document.querySelectorAll("[data-opens-help]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => help.showModal());
  });
})();
