import lodash from "lodash.countby";

/** How often each word is in the text. Upper and lower case are one. */
export function count(text) {
  return lodash(text.toLowerCase().split(/\s+/).filter(Boolean));
}
