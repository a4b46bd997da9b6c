import { z } from 'zod';
import { Id, openEnum } from '../../shapes.ts';

export const cardStates = ['NEW', 'ASSIGNED', 'UNASSIGNED', 'BROKEN', 'LOST', 'ARCHIVED'] as const;
export type KnownCardState = (typeof cardStates)[number];
export const CardState = openEnum(cardStates);
export type CardState = z.output<typeof CardState>;

/** The states that an unassigned card may be left in; only the first can be assigned again. */
export const unassignStates = ['UNASSIGNED', 'BROKEN', 'LOST', 'ARCHIVED'] as const;
export const UnassignState = z.enum(unassignStates);
export type UnassignState = z.output<typeof UnassignState>;

/** A customer identity card. Numbers are unique everywhere, RFID uid and type together. `userId` is there while it is assigned. */
export const Card = z.object({
  id: Id,
  cardNumber: z.string().optional(),
  rfidUid: z.string().optional(),
  rfidType: z.string().optional(),
  state: CardState.optional(),
  branchId: Id.optional(),
  userId: Id.optional(),
});
export type Card = z.output<typeof Card>;

export const CardCreate = z.object({
  cardNumber: z.string().min(1),
  rfidUid: z.string().optional(),
  rfidType: z.string().optional(),
  branchId: z.number().int().optional(),
});
export type CardCreate = z.input<typeof CardCreate>;

/** Only what changes; null takes it away. */
export const CardChanges = z.object({
  cardNumber: z.string().min(1).optional(),
  rfidUid: z.string().nullable().optional(),
  rfidType: z.string().nullable().optional(),
  state: CardState.optional(),
});
export type CardChanges = z.input<typeof CardChanges>;
