/** Letters and digits of a plate alone, so that `27 KR 4410`, `27-kr-4410` and `٢٧ KR ٤٤١٠` are one truck. */
export function plateKey(plate: string): string {
  return plate
    .replace(/[٠-٩۰-۹]/g, (digit) => String(((digit.codePointAt(0)! - 0x660) % 0x90) % 10))
    .toUpperCase()
    .replaceAll('İ', 'I')
    .replace(/[^A-Z0-9]/g, '');
}
