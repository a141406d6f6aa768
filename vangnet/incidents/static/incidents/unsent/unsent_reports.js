// On every page of somebody who reports: shows what waits on this device, sends it, and takes the key away in time.
import { keepPage } from "../../ui/device/kept_page.js";
import { sendWaiting } from "./sending.js";
import { key as ours } from "./session_key.js";
import { all, onChange, remove } from "./store.js";

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 300_000;

class UnsentReports extends HTMLElement {
  connectedCallback() {
    if (!isSecureContext || !globalThis.indexedDB || !navigator.locks) return;
    const { key, idle, left, version, ended } = this.dataset;
    ({ page: this.page, signOut: this.signOut } = this.querySelector("[data-page]").dataset);
    this.wait = FIRST_WAIT;
    this.waiting = [];
    if (key) ours.remember(key, Number(idle), Number(left));
    if (ended !== undefined) ours.forget();
    if (version) keepPage(this.page, "report", version).catch(() => {}); // no line, or no room: then the one of before stays
    onChange(() => this.show().then(() => this.send()));
    addEventListener("online", () => this.send());
    this.addEventListener("click", (event) => this.press(event.target.closest("[data-act]")));
    document.addEventListener("submit", (event) => this.leave(event), { capture: true });
    this.show().then(() => this.send());
  }

  async show() {
    const here = document.querySelector("report-form [name=token]")?.value;
    const reports = (await all()).filter((report) => report.id !== here);
    const mine = reports.filter((report) => report.key === ours.current());
    this.waiting = mine.filter((report) => !report.refused);
    this.list("waiting", this.waiting);
    this.list("refused", mine.filter((report) => report.refused));
    this.part("others").hidden = !ours.current() || mine.length === reports.length;
    this.part("unknown").hidden = Boolean(ours.current()) || !reports.length || !this.part("ended").hidden;
  }

  async send() {
    clearTimeout(this.again);
    if (!this.waiting.length) return;
    const { receipt, ended } = await sendWaiting(this.page);
    if (ended) ours.forget();
    this.part("ended").hidden = !ended;
    if (receipt) this.tell(receipt);
    await this.show();
    if (ended || !this.waiting.length) return;
    this.again = setTimeout(() => this.send(), this.wait);
    this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
  }

  // On the page where it was written, the receipt is what one waits for; elsewhere it is only told.
  tell(receipt) {
    if (document.querySelector("report-form[data-kept]")) location.assign(receipt);
    this.part("sent").querySelector("a").href = receipt;
    this.part("sent").hidden = false;
  }

  press(button) {
    if (button?.dataset.act === "send") this.send();
    if (button?.dataset.act === "remove") remove(button.closest("li").dataset.id).then(() => this.show());
  }

  // Signing out leaves what waits on the device: said once, before it happens.
  leave(event) {
    const isLeaving = event.target.getAttribute("action") === this.signOut;
    if (!isLeaving || !this.waiting.length || !this.part("leaving").hidden) return;
    event.preventDefault();
    event.stopPropagation();
    this.part("leaving").hidden = false;
    this.part("leaving").focus();
  }

  list(name, reports) {
    const part = this.part(name);
    const list = part.querySelector("ul");
    part.hidden = !reports.length;
    for (const line of list.querySelectorAll("li")) line.remove();
    for (const report of reports) list.append(this.line(list.querySelector("template"), report));
  }

  line(template, report) {
    const line = template.content.cloneNode(true).querySelector("li");
    const how = { dateStyle: "medium", timeStyle: "short" };
    line.dataset.id = report.id;
    line.querySelector("time").textContent = new Date(report.kept_at).toLocaleString(document.documentElement.lang, how);
    this.arm(line.querySelector("form"), report);
    return line;
  }

  // A page without line has no token against forged forms, and no way to look.
  arm(form, report) {
    const csrf = document.querySelector("[name=csrfmiddlewaretoken]");
    if (!form || !csrf) return;
    form.hidden = false;
    form.append(csrf.cloneNode());
    form.elements.sealed.value = report.sealed;
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }
}

customElements.define("unsent-reports", UnsentReports);
