// Comfort around the person picker, whose searching is htmx: says how many were found, and keeps the focus near.
class PersonSearch extends HTMLElement {
  connectedCallback() {
    this.addEventListener("htmx:afterSwap", () => {
      const found = this.querySelector("[data-found]");
      const status = this.querySelector("[role=status]");
      if (found && status) status.textContent = found.dataset.found;
      if (document.activeElement === document.body) this.querySelector("input[type=search]").focus();
    });
  }
}

customElements.define("person-search", PersonSearch);
