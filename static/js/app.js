// What the pages do beyond their links and forms: focus and announce after a swap, say when the network fails and
// offer to try again, hide questions that cannot apply, copy, print, and change the colours without a reload.
// Every page works without this file. It listens on the document alone, so swapped-in content needs no wiring.
"use strict";

(() => {
  const SLOW = 300; // milliseconds before a request counts as slow
  const FOLDED = "data-unfolded-for-print";
  const BESIDE_THE_FORM = new Set([400, 403, 409, 429]); // refusals that leave what was typed where it is
  const IN_THE_PANEL = new Set([404, 410]);

  const root = document.documentElement;
  const find = (selector, from = document) => from.querySelector(selector);
  const findAll = (selector, from = document) => [...from.querySelectorAll(selector)];

  /** Put a short text into the page's one live region; cleared first, so that the same text is heard again. */
  function announce(text) {
    const region = find("#live-region");
    region.textContent = "";
    window.setTimeout(() => { region.textContent = text; }, 50);
  }

  // ---- After a swap -------------------------------------------------------------------------------------------

  function focusOn(element) {
    if (!element) return;
    if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
    element.focus({ preventScroll: true });
  }

  function arrive(status) {
    const summary = find("#error-summary");
    const words = document.title.replace(/^Error: /, "").replace(/ – Hireguide$/, "");
    findAll("[data-heading]").forEach((heading) => { heading.textContent = words; }); // where it stands outside the panel
    window.scrollTo(0, 0);
    focusOn(status >= 400 && summary ? summary : find("#panel h1") || find("h1"));
    announce(document.title);
  }

  document.addEventListener("htmx:afterSettle", (event) => {
    prepare();
    const target = event.detail.target;
    if (target?.id === "panel") arrive(event.detail.xhr ? event.detail.xhr.status : 200);
    else if (target) showOutcome(target);
  });

  // ---- A part of a page that answers in place ------------------------------------------------------------------

  let unfolded = [];

  /** What was unfolded stays so; the outcome is brought into view and said, or the errors are. */
  function showOutcome(target) {
    unfolded.splice(0).forEach((id) => { if (find(`#${id}`)) find(`#${id}`).open = true; });
    const summary = find("#error-summary", target);
    const outcome = find("[data-announce]", target);
    if (summary || document.activeElement === document.body) focusOn(summary || outcome);
    (summary || outcome)?.scrollIntoView({ block: "nearest" });
    if (outcome && !summary) announce(outcome.dataset.announce);
  }

  document.addEventListener("htmx:beforeSwap", (event) => {
    unfolded = findAll("details[id][open]", event.detail.target).map((details) => details.id);
  });

  // ---- Slow requests ------------------------------------------------------------------------------------------

  let waiting = 0;
  let slowTimer = 0;

  /** A button that is disabled while its request runs loses the focus; where its page stays, it gets it back. One
   *  that changes another part of the page does not: the focus goes there, with the eye. */
  function giveFocusBack(button, { successful, target }) {
    const again = button?.isConnected ? button : find(`#${button?.id || "none"}`);
    if (!again || document.activeElement !== document.body) return;
    if (!successful || target.contains(again)) again.focus({ preventScroll: true });
  }

  function settle() {
    waiting = Math.max(0, waiting - 1);
    if (waiting) return;
    window.clearTimeout(slowTimer);
    find("#busy-line").hidden = true;
    findAll("[aria-busy]").forEach((element) => element.removeAttribute("aria-busy"));
  }

  document.addEventListener("htmx:beforeRequest", (event) => {
    clearTrouble();
    waiting += 1;
    if (waiting > 1) return;
    const target = event.detail.target;
    slowTimer = window.setTimeout(() => {
      find("#busy-line").hidden = false;
      if (target) target.setAttribute("aria-busy", "true");
      announce("Working on it");
    }, SLOW);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    settle();
    giveFocusBack(event.detail.requestConfig?.triggeringEvent?.submitter, event.detail);
  });

  // ---- Requests that fail -------------------------------------------------------------------------------------

  const WORDS = {
    network: "We could not reach the server. Nothing that you entered is lost: check the connection and try again.",
    server: "Something broke on our side. Nothing that you entered is lost: try again in a moment.",
    refused: "The server did not accept this. Nothing that you entered is lost: reload the page and try again.",
  };

  function clearTrouble() {
    findAll("[data-trouble]").forEach((element) => element.remove());
  }

  /** A fresh notice at the end of the form (or of what was pressed's page), where the reader's eyes are. */
  function troubleBeside(source) {
    clearTrouble();
    const notice = find("#trouble-template").content.cloneNode(true).firstElementChild;
    const form = source.closest("form");
    if (form) form.append(notice);
    else (find("main") || find("#panel")).prepend(notice);
    return notice;
  }

  function sayTrouble({ elt: source, requestConfig }, text) {
    const pressed = requestConfig?.triggeringEvent?.submitter;
    const notice = troubleBeside(source);
    find("[data-trouble-text]", notice).textContent = text;
    find("[data-retry]", notice).addEventListener("click", () => {
      notice.remove();
      if (source instanceof HTMLFormElement) source.requestSubmit(pressed?.form === source ? pressed : undefined);
      else source.click();
    });
    notice.scrollIntoView({ block: "nearest" });
    announce(text);
  }

  document.addEventListener("htmx:sendError", (event) => sayTrouble(event.detail, WORDS.network));
  document.addEventListener("htmx:timeout", (event) => sayTrouble(event.detail, WORDS.network));
  document.addEventListener("htmx:responseError", (event) => {
    sayTrouble(event.detail, event.detail.xhr.status >= 500 ? WORDS.server : WORDS.refused);
  });

  /** A refusal that came as a fragment is shown; a whole page never lands inside another, it is said in our own words. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail; // its own `elt` is the target
    const fragment = xhr.responseText.trim() !== "" && !/^\s*<(!doctype|html)/i.test(xhr.responseText);
    if (!fragment) {
      if (xhr.responseText.trim() !== "") event.detail.shouldSwap = false;
      return;
    }
    if (IN_THE_PANEL.has(xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    } else if (BESIDE_THE_FORM.has(xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
      if (!xhr.getResponseHeader("HX-Retarget")) {
        event.detail.ignoreTitle = true;
        event.detail.target = troubleBeside(requestConfig.elt);
        event.detail.swapOverride = "innerHTML";
        window.setTimeout(() => announce(event.detail.target.textContent.replace(/\s+/g, " ").trim()), SLOW);
      }
    }
  });

  // ---- Questions that cannot apply ----------------------------------------------------------------------------

  /** Hide a question only once the answer that rules it out is chosen; what was answered in it stays. */
  function showWhatApplies() {
    findAll("[data-asked-if]").forEach((question) => {
      const name = CSS.escape(question.dataset.askedIf);
      const chosen = find(`input[type="radio"][name="${name}"]:checked`);
      const values = question.dataset.askedIfValues.split(" ");
      question.hidden = Boolean(chosen) && chosen.value !== "unknown" && !values.includes(chosen.value);
    });
  }

  document.addEventListener("change", showWhatApplies);

  // ---- Copy, print, colours -----------------------------------------------------------------------------------

  async function copy(button) {
    const label = button.dataset.label || button.textContent;
    button.dataset.label = label;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Select and copy the address above";
    }
    announce(button.textContent);
    window.setTimeout(() => { button.textContent = label; }, 2500);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy], [data-print]");
    if (!button) return;
    if (button.hasAttribute("data-print")) window.print();
    else copy(button);
  });

  window.addEventListener("beforeprint", () => {
    findAll("details:not([open])").forEach((details) => {
      details.setAttribute(FOLDED, "");
      details.open = true;
    });
  });
  window.addEventListener("afterprint", () => {
    findAll(`[${FOLDED}]`).forEach((details) => {
      details.removeAttribute(FOLDED);
      details.open = false;
    });
  });

  /** The choice shows at once and is kept in the background; where it could not be kept, that is said. */
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!form.matches("[data-theme-switch]") || !button) return;
    event.preventDefault();
    root.dataset.theme = button.value;
    findAll("button", form).forEach((each) => each.setAttribute("aria-pressed", String(each === button)));
    const body = new URLSearchParams(new FormData(form, button));
    try {
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
      if (answer.type !== "opaqueredirect") throw new Error(`refused: ${answer.status}`); // as with a token too old
      announce(`Colours: ${button.textContent.trim()}`);
    } catch {
      announce("The colours are changed on this page only. To keep them, reload it and choose again");
    }
  });

  // ---- On arrival ---------------------------------------------------------------------------------------------

  /** Controls that need this file are hidden until it runs. */
  function prepare() {
    findAll("[data-copy][hidden], [data-print][hidden]").forEach((button) => { button.hidden = false; });
    showWhatApplies();
  }

  prepare();
  if (find("#error-summary")) focusOn(find("#error-summary"));
})();
