import type { TonightAnswer } from '../../../../src/app/server/schema/tonight.js';

/** The answer of a date with games. */
export type TonightData = NonNullable<TonightAnswer>;
export type Player = TonightData['players'][number];
