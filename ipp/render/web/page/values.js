/* Days and money in words. Days are numbers, as in days.js; amounts are texts, added exactly. */

const DAY = 86400000, FIRST = 719163;
const dated = (day) => new Date((day - FIRST) * DAY);
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const dayText = (day) => {
  const date = dated(day);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
};
const isoOf = (day) => dated(day).toISOString().slice(0, 10);
const dayOf = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY) + FIRST;
const clock = new Date();
const TODAY = Math.round(Date.UTC(clock.getFullYear(), clock.getMonth(), clock.getDate()) / DAY) + FIRST;

// Money: amounts are texts, added exactly

const SCALE = Math.max(2, ...policy.offers.map(({ price }) => (price?.split(".")[1] ?? "").length));
const units = (price) => {
  const [whole, part = ""] = price.split(".");
  return BigInt(whole + part.padEnd(SCALE, "0"));
};
function amount(total) {
  const digits = String(total).padStart(SCALE + 1, "0");
  return withCurrency(`${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`);
}
/** An amount as ipp/render/money.py writes it for people: with the decimals of its currency, none lost, and commas between thousands. */
function showAmount(text) {
  const [whole, part = ""] = text.split("."), kept = part.replace(/0+$/, "").padEnd(data.decimals, "0");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (kept ? `.${kept}` : "");
}
const withCurrency = (price) => (data.currency ? `${showAmount(price)} ${data.currency}` : showAmount(price));
const priceText = ({ price, item }) => {
  const { every } = policy.items[item];
  return price === null ? "" : withCurrency(price) + (every ? ` every ${every}` : "");
};
