/* Marking words of an article by mouse or keyboard. The text takes a caret and refuses every change; each verb opens the
   server's own form over it. Without this file the same forms are reached by links and by pasting words.
   The server counts code points, the browser UTF-16 units: `placeOf` converts. */
(() => {
  "use strict";
  const desk = document.querySelector("[data-marking]");
  if (!desk) return;
  const text = desk.querySelector("[data-text]");
  const bar = desk.querySelector("[data-bar]");
  const said = desk.querySelector("[data-said]");
  const dialog = desk.querySelector("[data-dialog]");
  const keys = desk.querySelector("[data-keys]");
  const undo = desk.querySelector("#marking-undo");
  let chosen = null;
  let caret = null;
  let seen = null;

  bar.hidden = false;
  if (undo) undo.querySelector("p").classList.add("visually-hidden");
  text.contentEditable = "true";
  text.spellcheck = false;
  text.setAttribute("inputmode", "none");
  text.setAttribute("role", "textbox");
  text.setAttribute("aria-multiline", "true");
  text.setAttribute("aria-readonly", "true");
  text.setAttribute("aria-label", "Text of the article. Select words, then press s, q or o; ? lists the keys.");
  for (const kind of ["beforeinput", "paste", "cut", "drop", "dragstart"]) {
    text.addEventListener(kind, (event) => event.preventDefault());
  }
  // what an input method composes can't be refused, so the text lets go of the keyboard before it begins
  text.addEventListener("compositionstart", () => text.blur());

  const say = (words) => { said.textContent = words; };
  const codePoints = (words) => { let count = 0; for (const _ of words) count += 1; return count; };
  const piecesOf = (node) => (node.matches && node.matches("[data-start]") ? [node] : [...node.querySelectorAll("[data-start]")]);

  /* Where a point of the page lies in the article, in code points; null outside the text. */
  const placeOf = (node, offset) => {
    if (!text.contains(node)) return null;
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const piece = element.closest("[data-start]");
    if (piece && text.contains(piece)) {
      const start = Number(piece.dataset.start);
      if ("withheld" in piece.dataset) return offset ? Number(piece.dataset.end) : start;
      const before = document.createRange();
      before.setStart(piece, 0);
      before.setEnd(node, offset);
      return start + codePoints(before.toString());
    }
    for (let at = offset; at < node.childNodes.length; at += 1) {
      const child = node.childNodes[at];
      const found = child.nodeType === Node.ELEMENT_NODE ? piecesOf(child) : [];
      if (found.length) return Number(found[0].dataset.start);
    }
    const after = [...text.querySelectorAll("[data-start]")].find(
      (one) => node.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING && !node.contains(one));
    if (after) return Number(after.dataset.start);
    const all = piecesOf(text);
    return all.length ? Number(all[all.length - 1].dataset.end) : null;
  };

  const markAt = (node) => {
    const element = node && (node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
    const mark = element && element.closest && element.closest("[data-row]");
    return mark && text.contains(mark) && mark.dataset.row ? mark : null;
  };

  const look = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return;
    const range = selection.getRangeAt(0);
    // the browser may tell of one selection twice; the second time must not take away an answer given in between
    const again = seen && ["startContainer", "startOffset", "endContainer", "endOffset"].every((side) => seen[side] === range[side]);
    seen = { startContainer: range.startContainer, startOffset: range.startOffset,
             endContainer: range.endContainer, endOffset: range.endOffset };
    if (again) return;
    const start = placeOf(range.startContainer, range.startOffset);
    const end = placeOf(range.endContainer, range.endOffset);
    caret = markAt(selection.focusNode) || markAt(range.startContainer);
    text.querySelectorAll(".is-here").forEach((one) => one.classList.remove("is-here"));
    if (caret) text.querySelectorAll(`[data-row="${CSS.escape(caret.dataset.row)}"]`).forEach((one) => one.classList.add("is-here"));
    chosen = !range.collapsed && start !== null && end !== null && start < end ? { start, end } : null;
    const words = range.toString().replace(/\s+/g, " ").trim();
    if (chosen) say(`Selected: “${words.length > 120 ? words.slice(0, 60) + " … " + words.slice(-40) : words}”`);
    else say(caret ? caret.title : "Select words in the text, then say what they are.");
  };
  document.addEventListener("selectionchange", look);

  /* Show the server's form over the text; a form the server refuses is shown by the server, as a page. */
  const open = async (address) => {
    say("One moment …");
    try {
      const answer = await fetch(address, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const form = page.querySelector("form[data-form]");
      if (!answer.ok || !form) { window.location.assign(address); return; }
      form.setAttribute("action", form.getAttribute("action") || new URL(answer.url).pathname);
      dialog.replaceChildren(document.adoptNode(form));
      dialog.showModal();
      say("");
      const first = form.querySelector("input:not([type=hidden]), select, textarea");
      if (first) { first.focus(); if (first.select) first.select(); }
    } catch (problem) {
      window.location.assign(address);
    }
  };
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-cancel]")) { event.preventDefault(); dialog.close(); }
  });
  dialog.addEventListener("close", () => { dialog.replaceChildren(); text.focus({ preventScroll: true }); });
  dialog.addEventListener("submit", (event) => {
    // two presses in a row mark once
    if (dialog.dataset.sent) event.preventDefault();
    dialog.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => { delete dialog.dataset.sent; });

  const mark = (kind) => {
    look(); // the browser tells of a new selection a moment late
    if (!chosen) { say("Select words in the text first: with the mouse, or with Shift and the arrow keys."); return; }
    open(`${desk.dataset.address}?kind=${kind}&start=${chosen.start}&end=${chosen.end}`);
  };
  const act = (verb) => {
    look();
    if (!caret) { say("No mark under the cursor. n and p go from mark to mark."); return; }
    const link = desk.querySelector(`[data-${verb}="${CSS.escape(caret.dataset.row)}"]`);
    if (link) open(link.href);
    else say("A name is not corrected: refuse it, then mark the words anew.");
  };
  const go = (step) => {
    const marks = [...text.querySelectorAll("[data-row]")].filter((one) => one.dataset.row);
    if (!marks.length) { say("Nothing is marked yet."); return; }
    const here = document.getSelection().focusNode;
    let next = -1;
    if (here && text.contains(here)) {
      const inside = markAt(here);
      if (inside) next = marks.indexOf(inside) + step;
      else {
        const following = marks.findIndex((one) => here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
        next = step > 0 ? following : (following < 0 ? marks.length : following) - 1;
      }
    } else next = step > 0 ? 0 : marks.length - 1;
    const target = marks[(next + marks.length) % marks.length];
    text.focus({ preventScroll: true });
    document.getSelection().collapse(target.firstChild, 0);
    target.scrollIntoView({ block: "center" });
  };
  const help = () => { if (keys.open) keys.close(); else keys.showModal(); };

  // the mouse must not take the selection away before the verb is done
  bar.addEventListener("mousedown", (event) => { if (event.target.closest("button")) event.preventDefault(); });
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.mark) mark(button.dataset.mark);
    else if (button.dataset.verb) act(button.dataset.verb);
    else if ("help" in button.dataset) help();
  });
  keys.querySelector("[data-close]").addEventListener("click", () => keys.close());

  const typing = (target) => target !== text && target.closest && target.closest("input, textarea, select");
  const verbs = {
    s: () => mark("statistic"), q: () => mark("quote"), o: () => mark("organisation"),
    e: () => act("correct"), x: () => act("refuse"), n: () => go(1), p: () => go(-1),
    z: () => { if (undo) undo.requestSubmit(); else say("There is no decision of yours on this article to undo."); },
    "?": help,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target) || dialog.open) return;
    if (keys.open && event.key !== "?") return;
    const verb = verbs[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (verb) {
      event.preventDefault();
      if (!event.repeat || event.key === "n" || event.key === "p") verb();
    }
  });

  /* Returning from a verb: the caret stands where the mark is, and the keys work at once. */
  const came = /^#mark-(statement-\d+|mention-\d+)$/.exec(window.location.hash);
  if (came || window.location.hash === "#marking") {
    const target = came && text.querySelector(window.location.hash);
    text.focus({ preventScroll: true });
    if (target) {
      document.getSelection().collapse(target.firstChild, 0);
      target.scrollIntoView({ block: "center" });
    } else desk.scrollIntoView();
  }
})();
