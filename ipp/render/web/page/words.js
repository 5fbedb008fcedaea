/* What the engine says, in words. */
const WHY = { // origin of an action -> why it comes
  store: "the store-wide list: nothing closer is left", prospects: "the path of those who bought nothing yet",
  ready: "they are ready for the ultimate action", ultimate: "the ultimate action: nothing else is left",
  rest: "nothing is left to offer; this keeps them warm", refill: "they need a new one by now",
};
const reasonOf = ({ origin, because, rung }) =>
  WHY[origin] ?? `they ${origin === "winback" ? "cancelled" : "bought"} ${nameOf(because)}${rung ? ", a smaller version" : ""}`;
const ENDS = {
  rest: "Then nothing is left to offer: rest keeps them warm.", complete: "Then the path is complete.",
  stranded: "Then nothing is left: the path never asks for the ultimate action.", stopped: "They get nothing.", cut: "And so on.", ultimate: "",
};
const PASSED = {
  done: ({ day }) => `done on ${dayText(day)}`, declined: ({ day }) => `declined on ${dayText(day)}`,
  bought: ({ day }) => `bought on ${dayText(day)}`, owned: ({ about }) => `owned: it contains ${about}`,
  "closed segment": ({ about }) => `segment: closed to them by ${about}`,
  "window over": ({ day }) => (day === null ? "window over" : `window over on ${dayText(day)}`),
  "within over": ({ day }) => `within over on ${dayText(day)}`, "not open yet": ({ day }) => `not open yet: opens on ${dayText(day)}`,
  "open ask": ({ about }) => `open ask: ${about} is not answered yet`, "not due yet": ({ day }) => `not due yet: due on ${dayText(day)}`,
  "held up": ({ about }) => `held up by ${about}, which comes first`,
  "higher rung theirs": ({ about }) => `smaller than ${about}, which is theirs`, draft: () => "draft",
  paused: () => "paused", retired: () => "retired", "given up": ({ day }) => `given up: asked again on ${dayText(day)}`,
};
const passedText = (passed) => `${passed.step}: ${PASSED[passed.why](passed)}`;
