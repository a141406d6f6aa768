// The page of a roll-call where scripts run: it goes on without a line, and joins up when there is one.
import { keepPage } from "../../ui/device/kept_page.js";
import { Hearing } from "./hearing.js";
import { View } from "./view.js";
import { forgetList, secret } from "./vault.js";

const EVERY = 2_500;
const SIGNS_OF_LIFE = ["pointerdown", "keydown", "scroll"];

class RollCall extends HTMLElement {
  async connectedCallback() {
    if (!isSecureContext || !globalThis.indexedDB || !navigator.locks || !crypto.subtle) return;
    const { page, secret: word, idle, left, version } = this.dataset;
    if (word) secret.remember(`${this.dataset.key}~${this.dataset.school}~${word}`, Number(idle), Number(left));
    if (version) keepPage(page, "roll-call", version).catch(() => {}); // no line, or no room: then the one of before stays
    if (!secret.current()) return this.lock();
    await this.begin();
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, () => secret.stay(), { passive: true });
    this.querySelector("[data-part=add]").addEventListener("submit", (event) => this.add(event));
    this.querySelector("[data-act=back]").addEventListener("click", () => this.view.show(null));
    addEventListener("online", () => this.turn());
    document.addEventListener("visibilitychange", () => this.turn());
    this.turn();
  }

  async begin() {
    const [key, school, word] = secret.current().split("~");
    this.hearing = new Hearing({ page: this.dataset.page, school, key, word });
    await this.hearing.open();
    this.view = new View(this, this.hearing, (about, said) => this.say(about, said));
    this.show();
  }

  show() {
    const isRunning = Boolean(this.hearing.list);
    if (isRunning) {
      this.part("closed").hidden = true;
      this.view.draw();
    }
    for (const plain of this.querySelectorAll("[data-part=plain]")) plain.hidden = isRunning;
    this.part("nothing").hidden = isRunning || !this.hasAttribute("data-kept");
  }

  // One after the other, and again a moment later as long as somebody looks.
  async turn() {
    clearTimeout(this.again);
    if (this.isBusy) return void (this.isWanted = true);
    this.isBusy = true;
    const outcome = secret.current() ? await this.hearing.turn().catch(() => ({})) : { ended: true };
    this.isBusy = false;
    if (outcome.ended) return this.lock();
    if (outcome.closed) return this.close();
    if (outcome.next) await this.begin();
    if (this.hearing.isNear) secret.stay();
    this.show();
    const isNow = this.isWanted || outcome.next;
    this.isWanted = false;
    if (isNow || !document.hidden) this.again = setTimeout(() => this.turn(), isNow ? 0 : EVERY);
  }

  async say(about, said, more) {
    navigator.vibrate?.(20);
    this.stayAwake();
    await this.hearing.say(about, said, more);
    this.show();
    if (document.activeElement === document.body) this.part("overview").focus(); // what was pressed is gone
    this.turn();
  }

  add(event) {
    event.preventDefault();
    const { name, kind } = event.target.elements;
    const more = { newName: name.value.trim(), kind: kind.value };
    if (!more.newName) return;
    this.say(`extra-${crypto.randomUUID()}`, "present", more);
    event.target.reset();
    name.focus();
  }

  async stayAwake() {
    if (this.awake && !this.awake.released) return;
    this.awake = await navigator.wakeLock?.request("screen").catch(() => null);
  }

  // The session is over, or a screen was blanked: nothing readable stays. Words that wait can be opened by the server.
  async lock() {
    this.end("ended");
    secret.forget();
    await forgetList();
  }

  close() {
    this.end("closed");
    secret.forget();
  }

  end(part) {
    clearTimeout(this.again);
    for (const list of this.querySelectorAll("[data-part=phone] li")) list.remove();
    for (const other of this.querySelectorAll("[data-part]")) if (other.parentElement === this) other.hidden = true;
    this.part(part).hidden = false;
    this.part(part).focus();
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }
}

customElements.define("roll-call", RollCall);
