/*
 * The picture moved as one image, without being drawn anew: carry(place) moves it to a place, a CSS transform; setDown() ends the movement;
 * comeFrom(place) lets it come from a place to where it stands, quickly and ever slower.
 * An animation that stands still holds it there. Where only a style is set, the browser arranges all layers of the page anew in every frame.
 */
const carrier = $("carrier");
const COMING = 240; // milliseconds
const still = matchMedia("(prefers-reduced-motion: reduce)");
const hold = carrier.animate({ transform: ["none", "none"] }, { duration: 1, fill: "both" });
let coming = null;
setDown();

function carry(place) {
  coming?.cancel();
  hold.effect.setKeyframes({ transform: [place, place] });
  if (hold.playState === "paused") return;
  hold.pause();
  carrier.style.willChange = "transform"; // for good it would stay blurred
}

function setDown() {
  hold.cancel();
  carrier.style.willChange = "";
}

function comeFrom(place) {
  coming?.cancel();
  if (!still.matches) coming = carrier.animate({ transform: [place, "none"] }, { duration: COMING, easing: "cubic-bezier(.2, .8, .3, 1)" });
}
