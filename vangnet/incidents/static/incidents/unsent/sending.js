// Sends what waits, and removes it when the server has said where it is recorded; not a moment earlier.
import { all, keep, remove } from "./store.js";

const PATIENCE = 20_000;

// One at a time, over all tabs of this browser, so that nothing is sent by two at once.
export function alone(act) {
  return navigator.locks.request("unsent-reports", act);
}

// What became of one attempt: { receipt }, { refused }, { ended } (no session), or nothing: then there was no line.
export async function post(address, fields, csrf) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { Accept: "application/json", "X-CSRFToken": csrf },
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (isTurnedAway(answer)) return { ended: true };
    if (answer.status === 201) return { receipt: (await answer.json()).receipt };
    return { refused: [400, 404, 409, 413, 422].includes(answer.status) };
  } catch {
    return {};
  }
}

// What `settle` finds it stores; only a receipt removes.
export async function settle(report, outcome) {
  if (outcome.receipt) await remove(report.id);
  if (outcome.refused) await keep({ ...report, refused: true });
  return outcome;
}

export function sendWaiting(page) {
  return alone(async () => {
    const waiting = (await all()).filter((report) => !report.refused);
    if (!waiting.length) return {};
    const session = await ask(`${page}line/`);
    if (!session.key) return session;
    let last = {};
    for (const report of waiting.filter((one) => one.key === session.key)) {
      last = await settle(report, await post(page, { sealed: report.sealed }, session.csrf));
    }
    return last;
  });
}

// Whose session this is now, and its token against forged forms; the page may be of an earlier one.
async function ask(address) {
  try {
    const answer = await fetch(address, {
      headers: { Accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (isTurnedAway(answer)) return { ended: true };
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}

// To sign in, or to prove to be back before a screen that was blanked.
const isTurnedAway = (answer) => answer.status === 401 || answer.type === "opaqueredirect";
