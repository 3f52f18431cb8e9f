/** Stands for "no record" where a question needs some id though it is not asked yet. */
export const noRecord = '00000000-0000-7000-8000-000000000000';
