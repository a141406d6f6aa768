// A text box that grows with what is told, in browsers that cannot do so by themselves.
class GrowText extends HTMLElement {
  connectedCallback() {
    if (CSS.supports("field-sizing", "content")) return;
    const box = this.querySelector("textarea");
    const grow = () => {
      const missing = box.scrollHeight - box.clientHeight;
      if (missing > 0) box.rows += Math.ceil(missing / parseFloat(getComputedStyle(box).lineHeight));
    };
    box.addEventListener("input", grow);
    grow();
  }
}

customElements.define("grow-text", GrowText);
