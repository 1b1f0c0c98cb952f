/* Fields that Django draws by script say what they are. Those that complete themselves (select2) have no name of their
   own, and a screen reader would read only what was chosen; the hints between two lists are words on nothing. */
(function () {
  "use strict";

  function nameOf(select) {
    const label = select.labels?.[0] ?? document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    return select.getAttribute("aria-label") || label?.textContent.trim().replace(/:$/, "") || "";
  }

  // "Owner, Meta": the field's own name first, then what stands in it.
  function nameField(container) {
    const select = container.previousElementSibling;
    const field = container.querySelector("[role=combobox]");
    if (!select?.id || !field) return;
    const name = nameOf(select);
    const chosen = container.querySelector(".select2-selection__rendered");
    field.id = `${select.id}-completes`;
    field.setAttribute("aria-label", name);
    // a box to type in it is not, whatever select2 calls it
    chosen?.removeAttribute("role");
    chosen?.removeAttribute("aria-readonly");
    // nor is its row of chosen ones a list, with a button to clear it among the entries
    if (chosen?.tagName === "UL") [chosen, ...chosen.children].forEach((part) => part.setAttribute("role", "presentation"));
    if (chosen?.id) field.setAttribute("aria-labelledby", `${field.id} ${chosen.id}`);
    container.querySelector(".select2-search__field")?.setAttribute("aria-label", name);
  }

  // The list that opens, and the box in it where one types.
  function nameList(list) {
    const select = document.getElementById(list.id.replace(/^select2-/, "").replace(/-results$/, ""));
    const name = select ? nameOf(select) : "";
    list.setAttribute("aria-label", name);
    document.getElementById(`${select?.id}-completes`)?.setAttribute("aria-controls", list.id);
    list.closest(".select2-dropdown")?.querySelector(".select2-search__field")?.setAttribute("aria-label", name);
  }

  function nameAll(root) {
    root.querySelectorAll("select + .select2-container").forEach(nameField);
    root.querySelectorAll(".select2-results__options[role=listbox][id]").forEach(nameList);
    root.querySelectorAll(".help-tooltip[aria-label]").forEach((hint) => hint.setAttribute("role", "img"));
  }

  let waiting = false;
  new MutationObserver(function () {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(function () {
      waiting = false;
      nameAll(document);
    });
  }).observe(document.documentElement, { childList: true, subtree: true });
  nameAll(document);
})();
