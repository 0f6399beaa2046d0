import { Dialog } from "./dialog.tsx";

const KEYS = [
  ["↓ or J, ↑ or K", "next and previous alert"],
  ["Home, End", "first and last alert"],
  ["Enter", "open the patient"],
  ["A", "acknowledge the alert"],
  ["R", "resolve the alert"],
  ["Esc", "close a dialog, or the patient"],
];

/** Single letters work in the queue alone, on the alert that has the focus. */
export const Help = ({ onClose }: { onClose: () => void }) => (
  <Dialog title="Keys" onClose={onClose}>
    <dl className="keys">{KEYS.map(([key, what]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>)}</dl>
    <p className="quiet">Letters work while an alert of the queue has the focus.</p>
  </Dialog>
);
