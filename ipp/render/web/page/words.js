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
function passedText({ step, why, about, day = null }) {
  const said = { about, when: day === null ? "" : ` on ${dayText(day)}` };
  return `${step}: ${data.reasons[why].replace(/\{(\w+)\}/g, (_, part) => said[part])}`;
}
