// The door of the ui room's light part. Map and charts have entries of their own, loaded when needed.
export { AttentionLine } from './AttentionLine.tsx';
export { Lines } from './Lines.tsx';
export { LinkOut } from './LinkOut.tsx';
export { Page, crumb } from './Page.tsx';
export type { PageProps } from './Page.tsx';
export { Status } from './Status.tsx';
export type { StatusTone } from './Status.tsx';
export { EmptyState, ProblemNotice, Waiting } from './Notices.tsx';
export { Facts, Figure, History } from './Facts.tsx';
export { ExportButton } from './ExportButton.tsx';
export { ListTable } from './table/ListTable.tsx';
export type { BulkAction, ColumnFilter, ListTableProps } from './table/types.ts';
export { CommandForm } from './CommandForm.tsx';
export type { FieldProps, FieldSpec } from './CommandForm.tsx';
export { DateField } from './inputs/DateField.tsx';
export { NumberField } from './inputs/NumberField.tsx';
export { QuantityField } from './inputs/QuantityField.tsx';
export { LineScanner } from './LineScanner.tsx';
export { Scanner } from './Scanner.tsx';
export { Counter } from './field/Counter.tsx';
export { PhotoTaker } from './field/PhotoTaker.tsx';
export { PlaceFix } from './field/PlaceFix.tsx';
export type { Fix } from './field/PlaceFix.tsx';
export { SignaturePad } from './field/SignaturePad.tsx';
export type { Signed } from './field/SignaturePad.tsx';
export { useStep } from './field/useStep.ts';
export { useWedge } from './scanner/wedge.ts';
export type { ScanFormat } from './scanner/formats.ts';
export { Modal } from './Modal.tsx';
export { PlacePicker } from './PlacePicker.tsx';
export type { PickedPlace } from './PlacePicker.tsx';
export { RecordFinder } from './RecordFinder.tsx';
export type { FoundRecord } from './RecordFinder.tsx';
export { RemoveButton, RowsField } from './RowsField.tsx';
export { IconBookmark, IconCamera, IconTrash } from '@tabler/icons-react';
export { FileViewer } from './FileViewer.tsx';
export { Timeline } from './Timeline.tsx';
export type { TimelineItem } from './Timeline.tsx';
export { When } from './When.tsx';
export { PrintButton } from './PrintButton.tsx';
export { PrintSheet } from './PrintSheet.tsx';
export { Chart } from './charts/Chart.tsx';
export type { ChartProps, ChartRow } from './charts/chart.ts';
export { useBegin, useUrlState } from './url-state.ts';
export { tell } from './toast.ts';
export { onward } from './onward.ts';
export { useScheme } from './scheme.ts';
export { useDebouncedValue } from '@mantine/hooks';
export {
  ActionIcon,
  Alert,
  Anchor,
  Badge,
  Box,
  Button,
  Checkbox,
  Divider,
  Grid,
  Group,
  List,
  MultiSelect,
  NativeSelect,
  Paper,
  PasswordInput,
  Popover,
  Progress,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Stepper,
  Table,
  Tabs,
  Text,
  TextInput,
  Textarea,
  Title,
  Tooltip,
} from '@mantine/core';
