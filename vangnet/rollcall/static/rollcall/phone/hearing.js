// What this phone knows of the roll-call: the list, all words it heard, and its own, with a clock held against ours.
import { ask } from "../../ui/device/asking.js";
import { standing } from "./merging.js";
import { keepWord, sendWaiting, waiting } from "./outbox.js";
import { Vault, all, exists, forgetList, remove, waits } from "./vault.js";

const PATIENCE = 6_000;
const NEAR = 1_500; // an answer that took longer tells too little about our clock

export class Hearing {
  constructor({ page, school, key, word }) {
    Object.assign(this, { page, school, key, word, offset: 0, isNear: false, csrf: "", refused: 0 });
    this.clear();
  }

  clear() {
    Object.assign(this, { call: "", list: null, extras: [], last: 0, words: new Map(), waitingFor: new Set() });
  }

  // What was kept in this session, for a page that was loaded without line or after the battery was empty.
  async open() {
    if (!(await exists())) return;
    this.vault = await Vault.open(this.word);
    for (const row of await all()) await this.recall(row);
    if (!this.list) await forgetList();
  }

  async recall(row) {
    if (row.id === "key" || (waits(row) && row.key !== this.key)) return;
    const value = await this.vault.read(row);
    if (value && row.id === "list") Object.assign(this, value);
    if (value && row.id === "heard") for (const word of value) this.words.set(word.token, this.words.get(word.token) ?? word);
    if (value && waits(row)) this.own(value, row.isRefused);
  }

  own(word, isRefused) {
    if (isRefused) return;
    this.words.set(word.token, word);
    this.waitingFor.add(word.token);
  }

  get people() {
    return [...this.list.groups.flatMap((group) => group.people), ...this.extras];
  }

  get standing() {
    return standing(this.words.values());
  }

  // A word on this phone: it counts here at once, lies closed on the device, and only then is sent.
  async say(about, said, more = {}) {
    const before = this.standing.get(about);
    if (before?.word.said === said && before.word.by === this.list.me.by && !before.against.length) return;
    const answers = before?.word.token ?? null;
    const at = Date.now() + this.offset;
    const word = { token: crypto.randomUUID(), about, said, at, answers, ...this.list.me, ...more };
    if (more.newName) this.extras.push({ about, name: more.newName, kind: more.kind });
    this.own(word, false);
    await keepWord(this.vault, word, this.call, this.key);
    if (more.newName) await this.keepList();
  }

  // One turn: hear what others said, and tell what waits. Gives what became of the roll-call.
  async turn() {
    const { said, ended } = await this.hear();
    if (ended) return { ended };
    this.isNear = Boolean(said);
    if (!said) return {};
    await this.tell();
    if (this.call && said.call !== this.call) return this.end(said);
    if (said.list) await this.begin(said);
    await this.take(said);
    return {};
  }

  async hear() {
    const began = Date.now();
    const asked = new URLSearchParams({ school: this.school, call: this.call, since: this.last });
    const answer = await ask(`${this.page}state/?${asked}`, PATIENCE);
    const took = Date.now() - began;
    if (answer.said && took < NEAR) this.offset = Math.round(answer.said.now + took / 2 - Date.now());
    this.csrf = answer.said?.csrf ?? this.csrf;
    return answer;
  }

  async tell() {
    if (!this.csrf || !(await waiting(this.key)).some((row) => !row.isRefused)) return this.count();
    await sendWaiting(this.page, this.key, this.csrf);
    return this.count();
  }

  // Words that were taken are words like those of others from now on.
  async count() {
    const rows = await waiting(this.key);
    const left = new Set(rows.filter((row) => !row.isRefused).map((row) => row.id));
    this.refused = rows.length - left.size;
    const taken = [...this.waitingFor].filter((token) => !left.has(token));
    for (const token of taken) this.waitingFor.delete(token);
    if (taken.length && this.list) await this.keepHeard();
  }

  async begin({ call, list }) {
    this.clear();
    this.vault = await Vault.open(this.word);
    Object.assign(this, { call, list });
  }

  async take({ words = [], extras = [], last = 0, list }) {
    for (const word of words) this.words.set(word.token, word);
    const known = new Set(extras.map((extra) => extra.about));
    if (words.length) this.extras = [...extras, ...this.extras.filter((extra) => !known.has(extra.about))];
    this.last = Math.max(last, this.last);
    if (!this.list || !(words.length || list)) return;
    await this.keepHeard();
    await this.keepList();
  }

  keepHeard() {
    const heard = [...this.words.values()].filter((word) => !this.waitingFor.has(word.token));
    return this.vault.keep("heard", heard);
  }

  keepList() {
    const { call, list, extras, last, offset } = this;
    return this.vault.keep("list", { call, list, extras, last, offset });
  }

  // It was closed. As soon as our words are told nothing of it stays here.
  async end(said) {
    if (this.waitingFor.size) return {};
    this.clear();
    await remove((await waiting(this.key)).map((row) => row.id));
    await forgetList();
    return said.list ? { next: true } : { closed: true };
  }
}
