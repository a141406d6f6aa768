// What holds when several phones speak of one pupil: the same rule as `vangnet/rollcall/merging.py`, where it is told.
// A word is { token, about, said, by, name, at (milliseconds), answers }.
const CAUTION = { present: 0, not_in: 1, missing: 2 };

export function standing(words) {
  const ofEach = new Map();
  for (const word of words) {
    if (!ofEach.has(word.about)) ofEach.set(word.about, new Map());
    ofEach.get(word.about).set(word.token, word);
  }
  return new Map([...ofEach].map(([about, said]) => [about, stands([...said.values()])]));
}

function stands(words) {
  const ordered = words.sort(byWeight);
  const answered = new Set(words.filter((word) => word.answers !== word.token).map((word) => word.answers));
  const open = ordered.filter((word) => !answered.has(word.token));
  const unanswered = open.length ? open : ordered;
  const word = unanswered.at(-1);
  const against = unanswered.filter((other) => other.said !== word.said && other.by !== word.by);
  const wasMissed = ordered.some((other) => other.said === "missing");
  return { word, against, isMissing: word.said === "missing", isFound: wasMissed && word.said !== "missing" };
}

function byWeight(one, other) {
  return one.at - other.at || CAUTION[one.said] - CAUTION[other.said] || (one.token < other.token ? -1 : 1);
}

export function tally(people, stand) {
  const said = people.map((person) => stand.get(person.about)?.word.said);
  const count = (what) => said.filter((one) => one === what).length;
  return {
    expected: people.length,
    uncalled: count(undefined),
    present: count("present"),
    not_in: count("not_in"),
    missing: count("missing"),
  };
}
