import { createTheme, rem } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';

// The tokens of docs: calm, exact, humane. Colour means something or is not there.
const lake: MantineColorsTuple = [
  '#eaf3f9',
  '#d5e5f0',
  '#aacbe2',
  '#7bafd3',
  '#5498c6',
  '#3a89be',
  '#2c7fb8',
  '#14527A',
  '#114869',
  '#0b3a57',
];
const saffron: MantineColorsTuple = [
  '#fff6e3',
  '#fdeacb',
  '#f9d59a',
  '#f4be64',
  '#eeaa38',
  '#e59c17',
  '#D98E04',
  '#b97700',
  '#8a5900',
  '#5e3d00',
];
const settled: MantineColorsTuple = [
  '#e9f5ee',
  '#d6e8dd',
  '#aed1bc',
  '#83b999',
  '#5fa57b',
  '#489868',
  '#3a8c5b',
  '#2F7D4F',
  '#226b41',
  '#155732',
];
const waiting: MantineColorsTuple = [
  '#faf5e4',
  '#f0e8cf',
  '#e0d0a1',
  '#cfb770',
  '#c1a247',
  '#b8952e',
  '#a6841f',
  '#8A6D1A',
  '#74590f',
  '#5c4503',
];
const person: MantineColorsTuple = [
  '#ffece7',
  '#fbd9d0',
  '#f2b0a0',
  '#e9856c',
  '#e16041',
  '#dd4926',
  '#cc3f1e',
  '#B4441F',
  '#933110',
  '#742305',
];
const stopped: MantineColorsTuple = [
  '#f2f4f6',
  '#e2e5e8',
  '#c4cad0',
  '#a4adb6',
  '#88939e',
  '#76838f',
  '#68747f',
  '#5B6470',
  '#4a525c',
  '#394049',
];

/** The surfaces of the night: of one hue with the ink, so that fields and buttons lie in the page and not on it. */
const dark: MantineColorsTuple = [
  '#DCE2E8',
  '#B6BFC9',
  '#8A94A0',
  '#626D7A',
  '#3B4653',
  '#2F3945',
  '#232C37',
  '#1B222B',
  '#141A21',
  '#0E1318',
];

export const theme = createTheme({
  primaryColor: 'lake',
  primaryShade: { light: 7, dark: 5 },
  colors: { dark, lake, saffron, settled, waiting, person, stopped },
  white: '#FFFFFF',
  black: '#1B2430',
  fontFamily: "'Noto Sans', 'Noto Sans Arabic', system-ui, sans-serif",
  headings: {
    fontFamily: "'Noto Sans', 'Noto Sans Arabic', system-ui, sans-serif",
    fontWeight: '600',
    sizes: {
      h1: { fontSize: rem(28), lineHeight: '1.25' },
      h2: { fontSize: rem(20), lineHeight: '1.3' },
      h3: { fontSize: rem(16), lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: rem(12), sm: rem(13), md: rem(14), lg: rem(16), xl: rem(20) },
  spacing: { xs: rem(8), sm: rem(12), md: rem(16), lg: rem(24), xl: rem(32) },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Paper: { defaultProps: { withBorder: true, radius: 'md' } },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#FBFAF7',
    '--kv-line': '#E4E1DA',
    '--kv-surface': '#FFFFFF',
    '--kv-quiet': '#5B6470',
    '--kv-hover': '#F3F1EB',
    '--kv-chosen': '#EAF3F9',
    '--mantine-color-dimmed': '#56606C',
    '--mantine-color-placeholder': '#667080',
  },
  dark: {
    '--mantine-color-body': '#141A21',
    '--kv-line': '#2C343E',
    '--kv-surface': '#1B222B',
    '--kv-quiet': '#A4ADB6',
    '--kv-hover': '#232C37',
    '--kv-chosen': '#1D3346',
    '--mantine-color-dimmed': '#A4ADB6',
    '--mantine-color-placeholder': '#8A94A0',
  },
});
