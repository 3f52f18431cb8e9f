// The door of what the field face is drawn with: none of it needs the desk's parts.
export { FieldFrame } from './FieldFrame.tsx';
export { LanguageChoice } from './LanguageChoice.tsx';
export { PinPad } from './PinPad.tsx';
export { BigButton, FieldBar, FieldCard, FieldInput, FieldNotice, FieldSection, FieldState, Quiet, tabClass } from './parts.tsx';
export type { FieldTone } from './parts.tsx';
