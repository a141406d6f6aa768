// What a form asks in passing (a search for a name) and does not get: says why, and leaves the form as it is.
class InPassing extends HTMLElement {
  connectedCallback() {
    document.addEventListener("htmx:responseError", (event) => this.tell(event.detail.xhr.status));
    document.addEventListener("htmx:sendError", () => this.tell(0));
    document.addEventListener("htmx:afterSwap", () => this.forget());
  }

  tell(status) {
    this.forget();
    const words = this.querySelector(status === 401 ? "[data-signed-out]" : "[data-failed]");
    this.append(words.content.cloneNode(true));
  }

  forget() {
    this.querySelector(":scope > .notice")?.remove();
  }
}

customElements.define("in-passing", InPassing);
