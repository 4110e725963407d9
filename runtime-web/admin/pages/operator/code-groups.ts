/** A code as it is printed and read aloud: K7QM-2XWD-9HTR. */
export const inGroups = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? code
