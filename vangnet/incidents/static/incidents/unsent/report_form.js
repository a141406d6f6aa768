// The form of a report: what is sent is first closed and kept on this device, so that a line that drops loses nothing.
// Without a key, a database or scripts the browser sends the form by itself, as any other.
import { seal } from "../../ui/device/sealing.js";
import { alone, post } from "./sending.js";
import { key } from "./session_key.js";
import { keep, remove, tell } from "./store.js";

const PURPOSE = "vangnet unsent report ";

class ReportForm extends HTMLElement {
  connectedCallback() {
    if (!isSecureContext || !globalThis.indexedDB || !navigator.locks) return;
    this.addEventListener("submit", (event) => this.submit(event));
    this.addEventListener("input", () => key.stay());
  }

  // A button with a name chooses people and records nothing; a form without token against forgery has no line.
  submit(event) {
    const form = event.target;
    const csrf = form.elements.csrfmiddlewaretoken?.value;
    if (event.submitter?.name || (csrf && !key.current())) return;
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    alone(() => this.record(form, csrf)).catch(() => (csrf ? form.submit() : this.refuse(form)));
  }

  async record(form, csrf) {
    const recipient = key.current();
    if (!recipient) return this.refuse(form);
    const fields = new FormData(form);
    fields.delete("csrfmiddlewaretoken");
    const id = fields.get("token");
    const text = new URLSearchParams(fields).toString();
    const sealed = await seal(text, recipient, PURPOSE);
    await keep({ id, key: recipient, sealed, kept_at: Date.now(), refused: false });
    const { receipt, refused } = csrf ? await post(form.action, fields, csrf) : {};
    if (receipt || refused) await remove(id);
    if (receipt) return location.assign(receipt);
    if (refused) return form.submit(); // the server shows what must be mended
    return this.wait(form);
  }

  // What was written leaves the screen; `unsent-reports` shows what waits, and finds out whether there is a session.
  wait(form) {
    form.remove();
    this.dataset.kept = "";
    this.show("kept");
    tell();
  }

  refuse(form) {
    form.ariaBusy = null;
    this.show("closed");
  }

  show(name) {
    const part = this.querySelector(`[data-part=${name}]`);
    part.hidden = false;
    part.focus();
  }
}

customElements.define("report-form", ReportForm);
