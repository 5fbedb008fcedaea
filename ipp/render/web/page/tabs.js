/* The tabs of the panel: turnTo(id) opens one. On a phone the panel is shut at first. */
const tabs = [...document.querySelectorAll("[role=tab]")];
function turnTo(id) {
  for (const tab of tabs) {
    const open = tab.id === `tab-${id}`;
    tab.setAttribute("aria-selected", String(open));
    tab.tabIndex = open ? 0 : -1;
    $(tab.getAttribute("aria-controls")).hidden = !open;
  }
  $("panel").classList.remove("shut");
  if (id === "play") play();
}
for (const [place, tab] of tabs.entries()) {
  tab.addEventListener("click", () => {
    if (tab.getAttribute("aria-selected") === "true") $("panel").classList.toggle("shut"); // on a phone it makes room
    else turnTo(tab.id.slice(4));
  });
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(place + step + tabs.length) % tabs.length];
    next.focus();
    turnTo(next.id.slice(4));
  });
}
