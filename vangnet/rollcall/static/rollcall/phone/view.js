// What is on the screen of a phone: counts, who is missing, where words clash, the groups, and the names of one group.
import { tally } from "./merging.js";

const SAYS = ["present", "missing", "not_in"];

const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

export class View {
  constructor(root, hearing, say) {
    Object.assign(this, { root, hearing, say, open: null });
    const row = root.querySelector("[data-of=row]").content;
    this.labels = Object.fromEntries(SAYS.map((said) => [said, row.querySelector(`[data-said=${said}]`).textContent.trim()]));
  }

  part(name) {
    return this.root.querySelector(`[data-part=${name}]`);
  }

  draw() {
    const { hearing } = this;
    const { list, standing: stand, people } = hearing;
    this.part("phone").hidden = false;
    this.text("school", list.school);
    this.text("occasion", list.occasion);
    this.drawLine();
    const counts = tally(people, stand);
    for (const [name, number] of Object.entries(counts)) this.text(`count-${name}`, number);
    this.part("tally-missing").toggleAttribute("data-none", !counts.missing);
    this.looks("missing", stand, (one) => one.isMissing);
    this.looks("clashing", stand, (one) => one.against.length > 0);
    this.drawGroups(stand);
    if (this.open) this.drawNames(stand);
    const close = this.part("close");
    close.hidden = !(list.mayClose && hearing.isNear);
    close.href = `${hearing.page}${hearing.call}/close/`;
  }

  drawLine() {
    const { isNear, waitingFor, refused } = this.hearing;
    this.part("near").hidden = !isNear;
    this.part("far").hidden = isNear;
    this.part("waiting").hidden = !waitingFor.size;
    this.text("waiting", waitingFor.size);
    this.part("refused").hidden = !refused;
    this.text("refused-count", refused);
  }

  // Who needs a look, with the group and what was said; one press says that somebody is there.
  looks(name, stand, wanted) {
    const section = this.part(name);
    const found = this.everybody().filter(({ about }) => stand.has(about) && wanted(stand.get(about)));
    section.hidden = !found.length;
    this.lines(section.querySelector("ul"), found, (line, { about, name: who, group }) => {
      line.querySelector("[data-text=name]").textContent = who;
      line.querySelector("[data-text=group]").textContent = group;
      line.querySelector("[data-text=told]").textContent = this.told(stand.get(about));
      const button = line.querySelector("button");
      if (button) this.press(button, about, "present", who);
    });
  }

  drawGroups(stand) {
    const groups = [...this.hearing.list.groups, this.others()];
    const words = this.part("groups").dataset;
    const rows = groups.map((group) => ({ ...group, about: `group-${group.number}` }));
    this.lines(this.part("groups").querySelector("ul"), rows, (line, group) => {
      const counts = tally(group.people, stand);
      const button = line.querySelector("button");
      const called = filled(words.called, { called: counts.expected - counts.uncalled, expected: counts.expected });
      const missing = counts.missing ? `, ${filled(words.missing, { number: counts.missing })}` : "";
      button.querySelector("[data-text=name]").textContent = group.isOwn ? `${group.name} (${words.own})` : group.name;
      button.querySelector("[data-text=count]").textContent = called + missing;
      button.onclick = () => this.show(group.number);
    });
  }

  others() {
    return { number: -1, name: this.part("groups").dataset.others, people: this.hearing.extras, isOwn: false };
  }

  everybody() {
    const groups = [...this.hearing.list.groups, { ...this.others(), name: "" }];
    return groups.flatMap((group) => group.people.map((person) => ({ ...person, group: group.name })));
  }

  show(number) {
    this.open = number;
    this.part("overview").hidden = number !== null;
    this.part("names").hidden = number === null;
    this.draw();
    if (number === null) return this.part("groups").querySelector(`[data-about="group-${this.before}"] button`)?.focus();
    this.before = number;
    scrollTo(0, 0);
    this.part("names").querySelector("h2").focus();
  }

  drawNames(stand) {
    const group = this.open === -1 ? this.others() : this.hearing.list.groups.find((one) => one.number === this.open);
    const part = this.part("names");
    part.querySelector("h2").textContent = group.name;
    this.part("add").hidden = this.open !== -1;
    this.lines(part.querySelector("ul"), group.people, (line, { about, name }) => {
      const stands = stand.get(about);
      line.querySelector("[data-text=name]").textContent = name;
      line.querySelector("[data-text=told]").textContent = stands ? this.told(stands) : "";
      for (const button of line.querySelectorAll("button")) {
        button.ariaPressed = String(stands?.word.said === button.dataset.said);
        this.press(button, about, button.dataset.said, name);
      }
    });
  }

  press(button, about, said, name) {
    button.setAttribute("aria-label", `${name}: ${button.textContent.trim()}`);
    button.onclick = () => this.say(about, said);
  }

  told({ word, against }) {
    const how = { hour: "2-digit", minute: "2-digit", timeZone: this.root.dataset.zone };
    const said = (one) => ({
      name: one.name,
      said: this.labels[one.said].toLowerCase(),
      time: new Date(one.at).toLocaleTimeString(document.documentElement.lang, how),
    });
    return [word, ...against].map((one) => filled(this.root.dataset.told, said(one))).join("; ");
  }

  // One line for each, kept while it stays, so that no finger or reader loses its place.
  lines(list, rows, fill) {
    const template = list.querySelector("template");
    const wanted = new Set(rows.map((row) => row.about));
    for (const line of list.querySelectorAll("li")) if (!wanted.has(line.dataset.about)) line.remove();
    const before = new Map([...list.querySelectorAll("li")].map((line) => [line.dataset.about, line]));
    rows.forEach((row, place) => {
      const line = before.get(row.about) ?? template.content.firstElementChild.cloneNode(true);
      line.dataset.about = row.about;
      fill(line, row);
      const there = list.querySelectorAll("li")[place];
      if (there !== line) list.insertBefore(line, there ?? null);
    });
  }

  text(name, value) {
    for (const place of this.root.querySelectorAll(`[data-text=${name}]`)) {
      if (place.textContent !== String(value)) place.textContent = value;
    }
  }
}
