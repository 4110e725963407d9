/** A start refused for a reason that whoever starts can mend: told as a sentence, without a stack. */
export class CannotStart extends Error {}
