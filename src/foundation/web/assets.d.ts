/// <reference types="vite/client" />
declare module '*?worker&url' {
  const url: string;
  export default url;
}
declare module 'virtual:words' {
  type Load = () => Promise<{ default: Readonly<Record<string, string | readonly object[]>> }>;
  /** By file and language. */
  export const files: Readonly<Record<string, Readonly<Record<'en' | 'tr' | 'ar', Load>>>>;
  /** The files that a room's pages need. */
  export const needs: Readonly<Record<string, readonly string[]>>;
}
