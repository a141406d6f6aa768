// The menu closes with Escape, by a press elsewhere, and when the focus leaves it.
class LightMenu extends HTMLElement {
  connectedCallback() {
    const menu = this.querySelector("details");
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    this.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.contains(event.relatedTarget)) menu.open = false;
    });
    document.addEventListener("pointerdown", (event) => {
      if (!this.contains(event.target)) menu.open = false;
    });
  }
}

customElements.define("light-menu", LightMenu);
