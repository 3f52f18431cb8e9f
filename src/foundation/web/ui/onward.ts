/** An arrow from what stands before to what comes after; it points the way the page is read. */
export const onward = (): string => (document.documentElement.dir === 'rtl' ? '←' : '→');
