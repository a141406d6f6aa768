// What a phone keeps of a roll-call, closed under a key that can't be taken out of the browser. What lies beside it is
// that key wrapped by a secret of this session; the secret leaves with the session, and then nothing here opens again.
// Rows: "key" (wrapped), "list" and "heard" (closed), and one for each word that waits, which only the server opens too.
import { Database } from "../../ui/device/database.js";
import { SessionCookie } from "../../ui/device/session_cookie.js";

export const secret = new SessionCookie("vangnet_roll_call");
export const waits = (row) => "parcel" in row;

const database = new Database("vangnet_roll_call", "rows");
const KIND = { name: "AES-GCM", length: 256 };
const encoder = new TextEncoder();
const bytes = (letters) => Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));

export class Vault {
  constructor(key) {
    this.key = key;
  }

  static open(word) {
    return navigator.locks.request("roll-call-key", async () => {
      const wrapping = await wrappingKey(word);
      const row = await database.within("readonly", (rows) => rows.get("key"));
      return new Vault((row && (await unwrapped(row, wrapping))) ?? (await made(wrapping)));
    });
  }

  async close(id, value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const how = { name: "AES-GCM", iv, additionalData: encoder.encode(id) };
    return { id, iv, sealed: await crypto.subtle.encrypt(how, this.key, encoder.encode(JSON.stringify(value))) };
  }

  // Nothing when it was closed in another session.
  async read(row) {
    try {
      const how = { name: "AES-GCM", iv: row.iv, additionalData: encoder.encode(row.id) };
      return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, this.key, row.sealed)));
    } catch {
      return undefined;
    }
  }

  async keep(id, value, beside = {}) {
    const row = { ...(await this.close(id, value)), ...beside };
    await database.within("readwrite", (rows) => rows.put(row));
  }
}

export const all = () => database.within("readonly", (rows) => rows.getAll());
export const put = (row) => database.within("readwrite", (rows) => rows.put(row));

export function remove(ids) {
  return database.within("readwrite", (rows) => void ids.forEach((id) => rows.delete(id)));
}

export const exists = async () => (await indexedDB.databases()).some((one) => one.name === database.name);

// The list and its key go; words that wait stay until they are sent. When nothing waits the database itself goes.
export async function forgetList() {
  if (!(await exists())) return;
  const rows = await all();
  if (!rows.some(waits)) return database.remove();
  await remove(rows.filter((row) => !waits(row)).map((row) => row.id));
}

async function wrappingKey(word) {
  const material = await crypto.subtle.importKey("raw", bytes(word), "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: encoder.encode("vangnet roll-call list") };
  return crypto.subtle.deriveKey(how, material, KIND, false, ["wrapKey", "unwrapKey"]);
}

// It can be taken out only in the moment in which it is made and wrapped.
async function made(wrapping) {
  await forgetList();
  const key = await crypto.subtle.generateKey(KIND, true, ["encrypt", "decrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const wrapped = await crypto.subtle.wrapKey("raw", key, wrapping, { name: "AES-GCM", iv });
  await put({ id: "key", iv, wrapped });
  return unwrapped({ iv, wrapped }, wrapping);
}

async function unwrapped({ iv, wrapped }, wrapping) {
  const how = { name: "AES-GCM", iv };
  try {
    return await crypto.subtle.unwrapKey("raw", wrapped, wrapping, how, KIND, false, ["encrypt", "decrypt"]);
  } catch {
    return undefined;
  }
}
