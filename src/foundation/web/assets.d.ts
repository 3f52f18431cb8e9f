/// <reference types="vite/client" />
declare module '*?worker&url' {
  const url: string;
  export default url;
}
declare module 'virtual:words/*' {
  const words: Record<string, string>;
  export default words;
}
