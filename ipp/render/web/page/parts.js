/* The data of the page and how its elements are made. Names reach the page as text only. */
const data = JSON.parse(document.getElementById("data").textContent);
const { policy } = data;
const $ = (id) => document.getElementById(id);
const cards = new Map(data.cards.map((card) => [card.n, card]));
const picture = $("picture");
const shapes = new Map([...picture.querySelectorAll(".card")].map((shape) => [Number(shape.dataset.n), shape]));
const leads = [...picture.querySelectorAll(".lead")];
const MARKS = { touch: "○", product: "●", bundle: "▣", list: "»" };
const SVG = "http://www.w3.org/2000/svg";

/** Make an element; a text among its parts stays a text, and a name keeps its own direction. */
function make(name, look, ...parts) {
  const made = document.createElement(name);
  if (look) made.className = look;
  made.append(...parts);
  return made;
}
const bdi = (text) => make("bdi", "", text);
const show = (box, ...parts) => box.replaceChildren(...parts);
const nameOf = (number) => policy.items[number]?.name ?? cards.get(number)?.name ?? "";
const markOf = (number) => (number === data.goal ? "★" : MARKS[policy.items[number]?.kind ?? "list"]);
const tell = (text) => { $("told").textContent = text; };

function button(text, look, act) {
  const made = make("button", look, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
const link = (number) => button(bdi(nameOf(number)), "link", () => choose(number, true));
