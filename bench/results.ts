import type { DecisionFigures } from './decisions.ts';
import type { Figures } from './load.ts';
import type { LookupFigures } from './lookups.ts';
import type { Machine } from './machine.ts';

export type Results = {
  at: Date;
  machine?: Machine;
  lookups?: LookupFigures;
  soak?: { seconds: number; failed: number; toAnswer: Figures; beforeMb: number; afterMb: number };
  decisions?: Record<string, DecisionFigures>;
  memoryMb?: Record<string, number>;
};

export const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const mb = (value: number) => `${Math.round(value)} MB`;
export const seconds = (value: number) => `${value.toFixed(2)} s`;
