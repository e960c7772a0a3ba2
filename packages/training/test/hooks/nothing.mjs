/** A module without a default export. */
export const loss = 1;
