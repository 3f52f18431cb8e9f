// What spreadsheet programs take for a formula when text begins with it; full-width forms are read as these too.
const dangerous = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** Text that no spreadsheet program takes for a formula: an apostrophe stands before what would begin one. */
export function guard(text: string): string {
  return dangerous.test(text) || /^'[=+\-@\t\r\n'\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}

/** Takes away the apostrophe that `guard` put before the text. */
export function unguard(text: string): string {
  return /^'[=+\-@\t\r\n'\uff1d\uff0b\uff0d\uff20]/.test(text) ? text.slice(1) : text;
}
