// Words that wait for a line: each closed for the server alone, kept before it is sent, and removed when it was taken.
import { send } from "../../ui/device/asking.js";
import { seal } from "../../ui/device/sealing.js";
import { all, put, remove, waits } from "./vault.js";

const PURPOSE = "vangnet roll-call word ";
const AT_ONCE = 50;

// `key` is for whom it is closed; who speaks can read the own word here for as long as the session lasts.
export async function keepWord(vault, word, call, key) {
  const { token, about, said, at, answers, newName, kind } = word;
  const parcel = await seal(JSON.stringify({ token, about, said, at, answers, name: newName, kind }), key, PURPOSE);
  await vault.keep(token, word, { call, key, parcel, isRefused: false });
}

export async function waiting(key) {
  return (await all()).filter((row) => waits(row) && row.key === key);
}

// { sent, closed: Set of calls that were closed meanwhile }; words of one tab are sent by one tab at a time.
export function sendWaiting(page, key, csrf) {
  return navigator.locks.request("roll-call-words", async () => {
    const closed = new Set();
    for (const parcels of batches((await waiting(key)).filter((row) => !row.isRefused))) {
      const { status, said, ended } = await send(
        `${page}${parcels[0].call}/words/`,
        parcels.map((row) => ["sealed", row.parcel]),
        csrf,
      );
      if (ended) return { ended, closed };
      if (status === 404) await refuse(parcels);
      if (status !== 200) continue;
      if (said.isClosed) closed.add(parcels[0].call);
      await refuse(parcels.filter((_row, place) => said.refused.includes(place)));
      await remove(parcels.filter((_row, place) => !said.refused.includes(place)).map((row) => row.id));
    }
    return { closed };
  });
}

async function refuse(rows) {
  for (const row of rows) await put({ ...row, isRefused: true });
}

function batches(rows) {
  const found = [];
  for (const call of new Set(rows.map((row) => row.call))) {
    const ofCall = rows.filter((row) => row.call === call);
    while (ofCall.length) found.push(ofCall.splice(0, AT_ONCE));
  }
  return found;
}
