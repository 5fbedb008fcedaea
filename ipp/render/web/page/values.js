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
  const part = digits.slice(-SCALE).replace(/0+$/, "").padEnd(2, "0");
  return withCurrency(`${digits.slice(0, -SCALE)}.${part}`);
}
const withCurrency = (price) => (data.currency ? `${price} ${data.currency}` : price);
const priceText = ({ price, item }) => {
  const { every } = policy.items[item];
  return price === null ? "" : withCurrency(price) + (every ? ` every ${every}` : "");
};
