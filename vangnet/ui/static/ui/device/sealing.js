// Closes a text for one person, to one end. The key is made here for this text alone and forgotten at once; to make it
// again takes the other half of that person's key, which only the server has. `vangnet/core/access/unsent.py` opens it.
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const encoder = new TextEncoder();

export async function seal(text, recipient, purpose) {
  const [x, y] = [recipient.slice(0, 43), recipient.slice(43)];
  const theirs = await crypto.subtle.importKey("jwk", { kty: "EC", crv: "P-256", x, y }, CURVE, true, []);
  const ours = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const [point, theirPoint] = await Promise.all(
    [ours.publicKey, theirs].map((key) => crypto.subtle.exportKey("raw", key)),
  );
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, 256);
  const key = await derived(shared, joined([encoder.encode(purpose), point, theirPoint]));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const closed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, encoder.encode(text));
  return inLetters(joined([point, iv, closed]));
}

async function derived(shared, info) {
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
  return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
}

function joined(parts) {
  const arrays = parts.map((part) => new Uint8Array(part));
  const whole = new Uint8Array(arrays.reduce((length, part) => length + part.length, 0));
  let end = 0;
  for (const part of arrays) whole.set(part, (end += part.length) - part.length);
  return whole;
}

const inLetters = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
