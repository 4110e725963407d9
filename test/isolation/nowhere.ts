/** An id that no record of any tenant has. */
export const nowhere = '01890000-0000-7000-8000-00000000dead'
