/** The service's figures as Prometheus reads them. Source: prometheus.io, "Text-based format". */

const ended = ["succeeded", "failed", "canceled"];

export function exposition(counts: Readonly<Record<string, number>>): string {
  const rows = Object.entries(counts);
  const line = (metric: string, [state, count]: readonly [string, number]) => `${metric}{state="${state}"} ${count}`;
  return [
    "# HELP treestamp_builds_total Builds that have ended since the service was started.",
    "# TYPE treestamp_builds_total counter",
    ...rows.filter(([state]) => ended.includes(state)).map((row) => line("treestamp_builds_total", row)),
    "# HELP treestamp_builds Builds under way, and builds whose callbacks nobody has taken yet (calling).",
    "# TYPE treestamp_builds gauge",
    ...rows.filter(([state]) => !ended.includes(state)).map((row) => line("treestamp_builds", row)),
    "# HELP process_resident_memory_bytes Resident memory size in bytes.",
    "# TYPE process_resident_memory_bytes gauge",
    `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
    "",
  ].join("\n");
}
