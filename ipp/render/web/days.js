"use strict";
/*
 * Days and windows, as `ipp.engine` says it: names follow ipp/engine/days.py and ipp/engine/windows.py. Days are numbers: 1 is the
 * first of January of the year 1. A day of every year is [month, day].
 */
const Days = (() => {
  const LAST_DAY = 3652059, FIRST_DAY = 1, LAST_YEAR = 9999;
  const MILLISECONDS = 86400000, EPOCH = 719163; // the first of January 1970
  const LONGEST_SEARCH = 10; // years: leap days come back within eight

  const later = (day, days) => Math.min(LAST_DAY, Math.max(FIRST_DAY, day + days));
  const latest = (...days) => days.reduce((one, other) => (one === null || other > one ? other : one), null);
  const yearOf = (day) => new Date((day - EPOCH) * MILLISECONDS).getUTCFullYear();

  /** The day in one year; the last of February where there is no 29th. */
  function inYear([month, day], year) {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    if (date.getUTCMonth() !== month - 1) date.setUTCDate(0);
    return date.getTime() / MILLISECONDS + EPOCH;
  }

  const isOver = ([month, day], [other, last]) => month > other || (month === other && day > last);

  function holds({ yearly, first, last }, day) {
    if (!yearly) return (first === null || day >= first) && (last === null || day <= last);
    const year = yearOf(day);
    const after = day >= inYear(first, year), before = day <= inYear(last, year);
    return isOver(first, last) ? after || before : after && before;
  }

  /** The first open day of a window from a day on, null if there is none. */
  function nextDay(window, day) {
    const { yearly, first } = window;
    if (holds(window, day)) return day;
    if (!yearly) return first !== null && day < first && holds(window, first) ? first : null;
    const year = yearOf(day), years = [year, Math.min(year + 1, LAST_YEAR)];
    return years.map((each) => inYear(first, each)).find((each) => each >= day) ?? null;
  }

  /** The first day from a day on that lies in all windows, null if there is none. */
  function nextCommonDay(windows, day) {
    const limit = yearOf(day) + LONGEST_SEARCH;
    while (day !== null && yearOf(day) <= limit) {
      const shut = windows.find((window) => !holds(window, day));
      if (!shut) return day;
      day = nextDay(shut, day);
    }
    return null;
  }

  return { later, latest, holds, nextDay, nextCommonDay };
})();
