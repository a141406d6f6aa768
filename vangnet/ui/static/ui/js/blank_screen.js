// Escape twice within half a second, or the button: nothing readable is left, then the server covers the session.
// Escape is no character key (WCAG 2.1.4), and an open menu keeps its own; it can be turned off under "Signing in".
const QUICKLY = 500;

class BlankScreen extends HTMLElement {
  #pressedAt = -Infinity;

  connectedCallback() {
    const form = this.querySelector("form");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.blank(form);
    });
    if (this.dataset.key === "off") return;
    document.addEventListener("keydown", (event) => this.listen(event, form), { capture: true });
  }

  listen(event, form) {
    if (event.key !== "Escape" || event.repeat || document.querySelector("details.menu[open], dialog[open]")) {
      this.#pressedAt = -Infinity;
      return;
    }
    if (event.timeStamp - this.#pressedAt < QUICKLY) this.blank(form);
    this.#pressedAt = event.timeStamp;
  }

  blank(form) {
    document.title = this.dataset.title;
    document.body.replaceChildren(form);
    form.hidden = true;
    form.submit();
  }
}

customElements.define("blank-screen", BlankScreen);
