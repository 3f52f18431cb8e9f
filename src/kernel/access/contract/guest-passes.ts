import * as z from 'zod';

/** `kvg_` and 256 bits, base64url, made where the link is shown; the server keeps its hash. */
export const GuestToken = z.string().regex(/^kvg_[A-Za-z0-9_-]{43}$/);

/** Hours that a guest's pass may last at most; the table holds it too. */
export const mostGuestHours = 31 * 24;
