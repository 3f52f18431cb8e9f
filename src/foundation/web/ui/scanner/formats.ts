/** Symbols that the scanner looks for, by the names of the browsers' own detector. */
export const scanFormats = ['qr_code', 'data_matrix', 'code_128', 'code_39', 'ean_13', 'ean_8', 'upc_a', 'itf', 'aztec', 'pdf417'] as const;
export type ScanFormat = (typeof scanFormats)[number];

/** What goods bear, and our own papers. */
export const usualFormats: readonly ScanFormat[] = ['qr_code', 'data_matrix', 'code_128', 'ean_13', 'ean_8', 'upc_a', 'itf'];
