/* Keys (/ for search, j and k for rows, ? for help), copying, the article's legend, dialogs. Pages work without it. */
(function () {
  "use strict";

  function typing(target) {
    return target.closest("input, textarea, select, [contenteditable], dialog") !== null;
  }

  function moveRow(step) {
    const rows = Array.from(document.querySelectorAll("[data-row]"));
    if (!rows.length) return;
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    const next = rows[Math.min(rows.length - 1, Math.max(0, here + step))];
    const link = next.querySelector("a");
    if (link) link.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    // the page's own search, else the masthead's; on a small screen there is none, and the key does nothing
    const search = document.querySelector("[data-search]") ?? document.querySelector("[data-search-everywhere]");
    if (event.key === "/" && search?.checkVisibility()) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "j") {
      moveRow(1);
    } else if (event.key === "k") {
      moveRow(-1);
    } else if (event.key === "?") {
      document.getElementById("keys-help")?.showModal();
    }
  });

  document.addEventListener("click", function (event) {
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    const copier = event.target.closest("[data-copies]");
    if (copier) {
      const text = document.getElementById(copier.dataset.copies).innerText.trim();
      navigator.clipboard.writeText(text).then(function () {
        copier.textContent = "Copied";
      });
    }
    document.querySelectorAll("details.person[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("change", function (event) {
    const kind = event.target.dataset.shows;
    if (kind) document.getElementById("reading").classList.toggle("hide-" + kind, !event.target.checked);
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.person[open]").forEach(function (menu) {
      // the focus goes back to where the menu was opened, not to the top of the page
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    });
  });

  // What stands beside the page where there is room (data-beside: from which width) is folded above it where there is none.
  function prepare(root) {
    root.querySelectorAll?.("[data-needs-script]").forEach((element) => (element.hidden = false));
    root.querySelectorAll?.("details[data-beside]").forEach(function (details) {
      const room = window.matchMedia(`(min-width: ${details.dataset.beside})`);
      details.open = room.matches;
      room.addEventListener("change", () => (details.open = room.matches));
    });
  }

  prepare(document);
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
})();
