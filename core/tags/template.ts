/**
 * `{{…}}` in tag rules, by the names that docker/metadata-action gave them. Source: its README, "Global expressions".
 */
import { TreestampError } from "../errors.ts";
import { suggesting } from "../inputs/suggest.ts";

/** The value of an expression. Gets what follows its name: a date's format and time zone. */
export type Expression = (argument: string) => string;

/**
 * A text with its expressions filled in.
 * @param where what the text is, for messages
 * @throws input-invalid for an expression that is not known, with the nearest one that is
 */
export function filled(text: string, expressions: Readonly<Record<string, Expression>>, where: string): string {
  return text.replace(/\{\{(.*?)\}\}/g, (whole, inner: string) => {
    const [, name = "", argument = ""] = /^\s*([\w#/]*)\s*(.*?)\s*$/.exec(inner) ?? [];
    const expression = Object.hasOwn(expressions, name) ? expressions[name] : undefined;
    if (expression !== undefined) return expression(argument);
    const known = Object.keys(expressions);
    const inBraces = (one: string) => `{{${one}}}`;
    throw new TreestampError("input-invalid", `${where}: ${whole} is unknown.`, {
      remedy: suggesting(name, known, `Known are ${known.map(inBraces).join(", ")}.`, inBraces),
    });
  });
}

/**
 * A time by a format in quotes, such as `'YYYYMMDD.HHmmss'`, and perhaps `tz='Europe/Berlin'`.
 * @param seconds since 1970
 * @throws input-invalid
 */
export function formattedTime(seconds: number, argument: string, where: string): string {
  const [, , format = "", , , zone = "UTC"] = /^(['"])(.*?)\1(\s+tz=(['"])(.*?)\4)?$/.exec(argument) ?? [];
  const parts = /^(?:YYYY|YY|MM|DD|HH|mm|ss|X|\[[^\]]*\]|[^A-Za-z[\]])+$/.test(format)
    ? partsOf(seconds, zone)
    : undefined;
  if (parts === undefined) {
    throw new TreestampError("input-invalid", `${where}: ${argument || "nothing"} is not a date format.`, {
      remedy:
        "Write it like 'YYYYMMDD.HHmmss' (YYYY, YY, MM, DD, HH, mm, ss, X, [text]), and a zone like tz='Europe/Berlin'.",
    });
  }
  return format.replace(/YYYY|YY|MM|DD|HH|mm|ss|X|\[([^\]]*)\]/g, (token, text?: string) => text ?? parts[token]!);
}

/** Undefined for a time zone that does not exist. */
function partsOf(seconds: number, timeZone: string): Record<string, string> | undefined {
  let format: Intl.DateTimeFormat;
  try {
    const digits = { month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
    format = new Intl.DateTimeFormat("en-GB", { ...digits, year: "numeric", hourCycle: "h23", timeZone });
  } catch {
    return undefined;
  }
  const parts = new Map(format.formatToParts(seconds * 1000).map(({ type, value }) => [type, value]));
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
  const time = { MM: get("month"), DD: get("day"), HH: get("hour"), mm: get("minute"), ss: get("second") };
  return { ...time, YYYY: get("year"), YY: get("year").slice(-2), X: String(seconds) };
}
