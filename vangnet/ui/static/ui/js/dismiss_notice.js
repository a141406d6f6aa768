// A notice that can be put away. The button is made here, so that it is never there without working.
class DismissNotice extends HTMLElement {
  connectedCallback() {
    const template = this.querySelector("template");
    if (!template) return;
    this.querySelector(".notice").append(template.content.cloneNode(true));
    template.remove();
    this.querySelector(".dismiss").addEventListener("click", () => {
      this.remove();
      document.getElementById("main").focus();
    });
  }
}

customElements.define("dismiss-notice", DismissNotice);
