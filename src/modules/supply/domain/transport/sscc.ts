/** Whether the last digit of a serial shipping container code is its GS1 check digit. */
export function ssccIsRight(sscc: string): boolean {
  if (!/^\d{18}$/.test(sscc)) return false;
  const sum = Array.from(sscc.slice(0, 17)).reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === Number(sscc[17]);
}
