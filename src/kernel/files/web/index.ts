export { ThumbPages } from './ThumbPages.tsx';
