import type { Team } from '../domain/teams.js';

/** Wins and losses so far. */
export class Standings {
  private readonly rows = new Map<Team, { wins: number; losses: number; points: number }>();

  constructor(teams: readonly Team[]) {
    for (const team of teams) this.rows.set(team, { wins: 0, losses: 0, points: 0 });
  }

  add(home: Team, away: Team, margin: number): void {
    for (const [team, points] of [
      [home, margin],
      [away, -margin],
    ] as const) {
      const row = this.rows.get(team);
      if (row === undefined) continue;
      if (points > 0) row.wins++;
      else row.losses++;
      row.points += points;
    }
  }

  /** Best first: by share of games won, points difference, team id. */
  order(): Team[] {
    const pct = (r: { wins: number; losses: number }) => (r.wins + r.losses === 0 ? 0 : r.wins / (r.wins + r.losses));
    return [...this.rows]
      .sort(([a, x], [b, y]) => pct(y) - pct(x) || y.points - x.points || a.team_id - b.team_id)
      .map(([team]) => team);
  }
}
