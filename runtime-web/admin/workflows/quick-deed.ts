import type { Screen } from '../fields/screen.ts'

/** A transition that can be made with many records at once. */
export type QuickDeed = NonNullable<Screen['workflow']>['quick'][number]
