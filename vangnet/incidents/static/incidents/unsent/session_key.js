// The key of this session, as far as the device has it: it closes a report and opens none. It lies in a cookie that ends
// with the browser, is renewed by each page of the session, and is taken away when the session ends.
const SECURE = location.protocol === "https:";
const NAME = `${SECURE ? "__Host-" : ""}vangnet_line`;
const FOR_ALL = `; path=/; samesite=strict${SECURE ? "; secure" : ""}`;

export function remember(key, seconds) {
  document.cookie = `${NAME}=${Date.now() + seconds * 1000}.${seconds}.${key}${FOR_ALL}`;
}

export function forget() {
  document.cookie = `${NAME}=; max-age=0${FOR_ALL}`;
}

// Nothing after the session ended by its own clock, which a device without line cannot ask of the server.
export function currentKey() {
  const [until, , key] = read();
  return Number(until) > Date.now() ? key : "";
}

// Who types is there: without line, too, a session ends by being left alone.
export function stay() {
  const [, seconds, key] = read();
  if (currentKey()) remember(key, Number(seconds));
}

function read() {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith(`${NAME}=`));
  return cookie ? cookie.slice(NAME.length + 1).split(".") : [];
}
