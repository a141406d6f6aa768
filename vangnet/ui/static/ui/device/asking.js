// Asks and tells the server by script: { status, said } when it answered, { ended } when there is no session (any more),
// and nothing when there was no line. What it says is JSON, or nothing.
const PATIENCE = 20_000;

export function ask(address, patience) {
  return attempt(address, {}, patience);
}

export function send(address, fields, csrf, patience) {
  const body = new URLSearchParams(fields);
  return attempt(address, { method: "POST", body, headers: { "X-CSRFToken": csrf } }, patience);
}

async function attempt(address, how, patience = PATIENCE) {
  try {
    const answer = await fetch(address, {
      ...how,
      headers: { Accept: "application/json", ...how.headers },
      redirect: "manual",
      signal: AbortSignal.timeout(patience),
    });
    if (isTurnedAway(answer)) return { ended: true };
    return { status: answer.status, said: answer.ok ? await answer.json() : undefined };
  } catch {
    return {};
  }
}

// To sign in, or to prove to be back before a screen that was blanked.
const isTurnedAway = (answer) => answer.status === 401 || answer.type === "opaqueredirect";
