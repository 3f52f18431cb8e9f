export { SendFile } from './SendFile.tsx';
export { ThumbPages } from './ThumbPages.tsx';
