// The form on a device without line: its name and moment are made here, and people are typed by name.
import { key } from "./session_key.js";

class OfflineForm extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    form.hidden = !key.current();
    this.querySelector("[data-part=closed]").hidden = Boolean(key.current());
    form.elements.token.value = crypto.randomUUID();
    // Swedish writes a moment as these fields want it: 2026-11-25 10:15:00.
    const [day, time] = new Date().toLocaleString("sv", { timeZone: this.dataset.zone }).split(" ");
    form.elements.happened_on.value = form.elements.happened_on.max = day;
    form.elements.happened_at.value = time.slice(0, 5);
    this.number = 0;
    this.querySelector("[data-act=add]").addEventListener("click", () => this.add());
    form.addEventListener("click", (event) => event.target.closest("[data-act=take]")?.closest("li").remove());
    form.addEventListener("change", (event) => this.check(event.target.closest("li")));
  }

  // The same fields as of somebody who stands in no register, which the server reads by the same rules.
  add() {
    const list = this.querySelector(".person-chosen");
    const person = list.querySelector("template").content.cloneNode(true).querySelector("li");
    const number = `other-${(this.number += 1)}`;
    person.querySelector("[name=people]").value = number;
    person.querySelector("[name=name]").name = `people_name_${number}`;
    for (const part of person.querySelectorAll("[name=part]")) part.name = `people_part_${number}`;
    list.append(person);
    this.check(person);
    person.querySelector(".control").focus();
  }

  // A part for each person: the first box says so as long as none is ticked.
  check(person) {
    const [first, ...others] = person?.querySelectorAll("[type=checkbox]") ?? [];
    const isMissing = first && ![first, ...others].some((box) => box.checked);
    first?.setCustomValidity(isMissing ? person.dataset.missing : "");
  }
}

customElements.define("offline-form", OfflineForm);
