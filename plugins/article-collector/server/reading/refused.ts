/** Why something cannot be read, as a sentence for people. */
export class Refused extends Error {}
