// On every page of somebody who works at a school: sends words of a roll-call that still wait on this device, and takes
// the secret of a session that ended, with the list that it opens.
import { ask } from "../../ui/device/asking.js";
import { sendWaiting, waiting } from "./outbox.js";
import { exists, forgetList, secret } from "./vault.js";

const AGAIN = 10_000;

class RollCallLine extends HTMLElement {
  async connectedCallback() {
    if (!isSecureContext || !globalThis.indexedDB || !navigator.locks) return;
    const { key, idle, left } = this.dataset;
    ({ page: this.page, signOut: this.signOut } = this.querySelector("[data-page]").dataset);
    if (!key) return this.forget();
    this.key = key;
    const held = secret.current();
    const [whose, school] = held.split("~");
    if (held && whose !== key) await this.forget();
    else if (held) secret.remember(held, Number(idle), Number(left));
    this.asks = `${this.page}state/${school ? `?school=${school}` : ""}`;
    document.addEventListener("submit", (event) => this.leave(event), { capture: true });
    if (!document.querySelector("roll-call")) await this.send();
  }

  // A screen that is blanked loses all that it shows: the list goes with it.
  disconnectedCallback() {
    this.forget();
  }

  async forget() {
    secret.forget();
    await forgetList();
  }

  async send() {
    if (!(await exists())) return;
    const { said } = await ask(this.asks);
    if (said) await sendWaiting(this.page, this.key, said.csrf);
    if (said && !said.call) await forgetList();
    const left = (await exists()) ? (await waiting(this.key)).filter((row) => !row.isRefused) : [];
    this.querySelector("[data-part=words]").hidden = !left.length;
    if (left.length) setTimeout(() => this.send(), AGAIN);
  }

  // Signing out takes the list away; words that wait stay closed. Said once, before it happens.
  leave(event) {
    const notice = this.querySelector("[data-part=leaving-list]");
    if (event.target.getAttribute("action") !== this.signOut || !notice.hidden || event.defaultPrevented) return;
    if (document.querySelector("roll-call [data-part=far]")?.hidden !== false) return;
    event.preventDefault();
    event.stopPropagation();
    notice.hidden = false;
    notice.focus();
  }
}

customElements.define("roll-call-line", RollCallLine);
