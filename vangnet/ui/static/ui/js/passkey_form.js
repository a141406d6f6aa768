// A form that a passkey fills in: asks the server for a question and the device for its answer, then sends that.
const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const named = (keys) => keys?.map((key) => ({ ...key, id: bytes(key.id) }));

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential) return;
    this.hidden = false;
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => {
      if (this.form.credential.value) return;
      event.preventDefault();
      this.fill().catch(() => this.say());
    });
    addEventListener("pageshow", () => { this.form.credential.value = ""; });
  }

  async fill() {
    this.querySelector("[role=alert]").hidden = true;
    const body = new URLSearchParams({ csrfmiddlewaretoken: this.form.csrfmiddlewaretoken.value });
    const answer = await fetch(this.dataset.question, { method: "POST", body });
    const asked = (await answer.json()).publicKey;
    asked.challenge = bytes(asked.challenge);
    const given = await (asked.user ? this.make(asked) : this.prove(asked));
    const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
    const response = Object.fromEntries(
      parts.filter((part) => given.response[part]).map((part) => [part, text(given.response[part])]),
    );
    const credential = { id: given.id, rawId: text(given.rawId), type: given.type, response, clientExtensionResults: {} };
    this.form.credential.value = JSON.stringify(credential);
    this.form.requestSubmit();
  }

  make(asked) {
    const user = { ...asked.user, id: bytes(asked.user.id) };
    return navigator.credentials.create({
      publicKey: { ...asked, user, excludeCredentials: named(asked.excludeCredentials) },
    });
  }

  prove(asked) {
    return navigator.credentials.get({ publicKey: { ...asked, allowCredentials: named(asked.allowCredentials) } });
  }

  say() {
    this.querySelector("[role=alert]").hidden = false;
  }
}

customElements.define("passkey-form", PasskeyForm);
