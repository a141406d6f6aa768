// After a form came back with mistakes, the summary of them gets the focus, so that it is read first.
class ErrorSummary extends HTMLElement {
  connectedCallback() {
    this.querySelector("[tabindex]").focus();
  }
}

customElements.define("error-summary", ErrorSummary);
