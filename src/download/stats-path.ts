/** Parts of a season as stats.nba.com calls them; preseason and all-star games are not fetched. */
export const SEASON_TYPES = { regular: 'Regular Season', playin: 'PlayIn', playoffs: 'Playoffs' } as const;

/** Path of an endpoint of stats.nba.com, with the parameters in the order given. */
export function statsPath(endpoint: string, parameters: Readonly<Record<string, string | number>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) query.append(name, String(value));
  return `/stats/${endpoint}?${query}`;
}
