// A form that was sent is not sent again by an impatient thumb. The server guards too; this only spares the doubt.
class SubmitOnce extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => {
      const form = event.target;
      if (event.defaultPrevented || form.method !== "post") return;
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }
      form.dataset.sent = "yes";
      form.setAttribute("aria-busy", "true");
      for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
    });
    addEventListener("pageshow", () => this.release());
  }

  // Coming back with the browser's back button finds every form ready again.
  release() {
    for (const form of this.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
      for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
    }
  }
}

customElements.define("submit-once", SubmitOnce);
