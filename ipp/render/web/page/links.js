/*
 * Links to one thing: the page opens at what stands after `#item=` in its address, a name or a sku. It is compared with what is known,
 * and shown as text only.
 */
const LONGEST_LINK = 2000;
function addressOf(number) {
  return `#item=${encodeURIComponent(nameOf(number))}`;
}

/** What the address asks for, null where it asks for nothing; an address that is no good percent-encoding is taken as it stands. */
function readAddress() {
  const [, asked] = location.hash.match(/^#item=(.*)$/s) ?? [];
  if (!asked) return null;
  try {
    return decodeURIComponent(asked).slice(0, LONGEST_LINK);
  } catch {
    return asked.slice(0, LONGEST_LINK);
  }
}

/** The thing of that very name, else of that name in another spelling, else of that sku or other name; undefined where there is none. */
function findNamed(text, things) {
  const wanted = Finder.fold(text), isWanted = (each) => Finder.fold(each) === wanted;
  return things.find(({ name }) => name === text) ?? things.find(({ name }) => isWanted(name)) ?? things.find(({ codes }) => codes.some(isWanted));
}

/** Go to what the address asks for; where nothing is called that, search for it. */
function followAddress() {
  const asked = readAddress();
  if (asked === null) return;
  const thing = findNamed(asked, cardThings);
  if (thing) return choose(thing.n, true);
  $("find").value = asked;
  $("find").focus();
  search();
}
function linkTo(number) {
  const made = make("a", "link", "Link to this");
  made.href = addressOf(number);
  return made;
}
addEventListener("hashchange", followAddress);
followAddress();
