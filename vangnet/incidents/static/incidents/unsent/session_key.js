// The key of this session, as far as the device has it: it closes a report and opens none. It lies in a cookie that ends
// with the browser, is renewed by each page of the session, and is taken away when the session ends.
const SECURE = location.protocol === "https:";
const NAME = `${SECURE ? "__Host-" : ""}vangnet_line`;
const FOR_ALL = `; path=/; samesite=strict${SECURE ? "; secure" : ""}`;

// A session lasts for `idle` seconds after the last sign of life, and no longer than `left` seconds from now.
export function remember(key, idle, left) {
  write(key, idle, Date.now() + left * 1000);
}

export function forget() {
  document.cookie = `${NAME}=; max-age=0${FOR_ALL}`;
}

// Nothing after the session ended by its own clock, which a device without line cannot ask of the server.
export function currentKey() {
  const [key, , , until] = read();
  return until > Date.now() ? key : "";
}

// Who types is there: without line, too, a session ends by being left alone.
export function stay() {
  const [key, idle, end] = read();
  if (currentKey()) write(key, idle, end);
}

function write(key, idle, end) {
  document.cookie = `${NAME}=${key}.${idle}.${end}.${Math.min(Date.now() + idle * 1000, end)}${FOR_ALL}`;
}

function read() {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith(`${NAME}=`));
  const [key, ...times] = cookie ? cookie.slice(NAME.length + 1).split(".") : [""];
  return [key, ...times.map(Number)];
}
