/** Colours of what stands on a map, on screens and on paper. Okabe-Ito: told apart with any kind of colour sight. */
export const groupColours: Readonly<Record<string, string>> = {
  mission: '#14527A',
  goods: '#E69F00',
  people: '#CC79A7',
  services: '#009E73',
  border: '#56B4E9',
  'gate-open': '#2F7D4F',
  'gate-closed': '#B4441F',
  'gate-unknown': '#5B6470',
};
