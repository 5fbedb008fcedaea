"use strict";
/*
 * Finding things by words: a thing is {name, codes, category}, where codes are its skus and other names. Every word of what is
 * asked for must be in it, in any order; where nothing has them all, what is nearest in spelling is found instead.
 */
const Finder = (() => {
  const WORDS = /[\p{L}\p{N}\p{M}]+/gu;
  const EVERYTHING = 9;

  /** A text as it is compared: without case, accents and spare blanks. */
  function fold(text) {
    const plain = text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
    return plain.normalize("NFKD").replace(/\p{M}/gu, "") || plain;
  }
  const listWords = (text) => text.match(WORDS) ?? [];

  function prepare({ name, codes, category }) {
    const folded = { name: fold(name), codes: codes.map(fold), category: fold(category) };
    const whole = [folded.name, ...folded.codes, folded.category].join(" ");
    return { ...folded, whole, words: listWords(folded.name), allWords: listWords(whole) };
  }

  /** How well a thing fits, the smaller the better; EVERYTHING where a word is not in it. */
  function rate({ name, codes, whole, words }, asked, parts) {
    if (name === asked || codes.includes(asked)) return 0;
    if (name.startsWith(asked)) return 1;
    if (name.includes(asked)) return 2;
    if (!parts.length) return EVERYTHING;
    if (parts.every((part) => words.some((word) => word.startsWith(part)))) return 3;
    if (parts.every((part) => name.includes(part))) return 4;
    return parts.every((part) => whole.includes(part)) ? 5 : EVERYTHING;
  }

  /** Slips that a word of some length may have. */
  const countAllowed = ({ length }) => (length < 3 ? 0 : length < 6 ? 1 : 2);

  /** The fewest slips (a letter missing, too many, wrong, or two turned round) between a word and the beginning of another. */
  function countSlips(word, other) {
    const begin = other.slice(0, word.length + 2);
    let before = null, row = Array.from({ length: begin.length + 1 }, (_, at) => at);
    for (let at = 1; at <= word.length; at++) {
      const next = [at];
      for (let to = 1; to <= begin.length; to++) {
        const same = word[at - 1] === begin[to - 1];
        next[to] = Math.min(next[to - 1] + 1, row[to] + 1, row[to - 1] + (same ? 0 : 1));
        if (before && to > 1 && word[at - 1] === begin[to - 2] && word[at - 2] === begin[to - 1]) next[to] = Math.min(next[to], before[to - 2] + 1);
      }
      [before, row] = [row, next];
    }
    return Math.min(...row);
  }

  /** The slips of the words asked for in a thing, null where one of them is not near anything in it. */
  function rateNear({ allWords }, parts) {
    let sum = 0;
    for (const part of parts) {
      const slips = Math.min(...allWords.map((word) => countSlips(part, word)));
      if (slips > countAllowed(part)) return null;
      sum += slips;
    }
    return sum;
  }

  const inOrder = (rated) => rated.sort((one, other) => one.rate - other.rate).map(({ thing }) => thing);

  /** Things by words: `find(text)` returns {hits, near}, best first; `near` says that no hit has all the words. */
  function make(things) {
    const known = things.map((thing) => ({ thing, folded: prepare(thing) }));
    return (text) => {
      const asked = fold(text), parts = listWords(asked);
      if (!asked) return { hits: [], near: false };
      const hits = known.map(({ thing, folded }) => ({ thing, rate: rate(folded, asked, parts) })).filter((each) => each.rate < EVERYTHING);
      if (hits.length || !parts.length) return { hits: inOrder(hits), near: false };
      const nearly = known.map(({ thing, folded }) => ({ thing, rate: rateNear(folded, parts) })).filter((each) => each.rate !== null);
      return { hits: inOrder(nearly), near: nearly.length > 0 };
    };
  }

  return { make, fold };
})();
