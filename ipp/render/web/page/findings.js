/* What `ipp validate` finds. */
function findingBox({ severity, rule, message, help, place }) {
  return make("div", `finding ${severity}`, make("p", "", make("strong", "", severity), ` ${rule}`),
    make("p", "", bdi(message)), help ? make("p", "soft", bdi(help)) : "", make("p", "soft", bdi(place)));
}

const flawed = data.cards.filter((card) => card.findings.length);
const flaws = flawed.reduce((sum, card) => sum + card.findings.length, data.findings.length);
$("count").textContent = flaws ? `(${flaws})` : "";
show($("findings"),
  ...(flaws ? [] : [make("p", "", "Nothing found: the path is sound.")]),
  ...data.findings.map(findingBox),
  ...flawed.flatMap((card) => [make("h2", "", cardLink(card.n)), ...card.findings.map(findingBox)]));
