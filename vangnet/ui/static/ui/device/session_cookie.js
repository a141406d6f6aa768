// What the device holds of a session: a word in a cookie that ends with the browser, is renewed by each page of the
// session, and is taken away when the session ends. It opens nothing that the server keeps.
const SECURE = location.protocol === "https:";
const FOR_ALL = `; path=/; samesite=strict${SECURE ? "; secure" : ""}`;

export class SessionCookie {
  constructor(name) {
    this.name = `${SECURE ? "__Host-" : ""}${name}`;
  }

  // A session lasts for `idle` seconds after the last sign of life, and no longer than `left` seconds from now.
  remember(word, idle, left) {
    this.write(word, idle, Date.now() + left * 1000);
  }

  forget() {
    document.cookie = `${this.name}=; max-age=0${FOR_ALL}`;
  }

  // Nothing after the session ended by its own clock, which a device without line cannot ask of the server.
  current() {
    const [word, , , until] = this.read();
    return until > Date.now() ? word : "";
  }

  // Who types is there: without line, too, a session ends by being left alone.
  stay() {
    const [word, idle, end] = this.read();
    if (this.current()) this.write(word, idle, end);
  }

  write(word, idle, end) {
    const until = Math.min(Date.now() + idle * 1000, end);
    document.cookie = `${this.name}=${word}.${idle}.${end}.${until}${FOR_ALL}`;
  }

  read() {
    const cookie = document.cookie.split("; ").find((one) => one.startsWith(`${this.name}=`));
    const [word, ...times] = cookie ? cookie.slice(this.name.length + 1).split(".") : [""];
    return [word, ...times.map(Number)];
  }
}
