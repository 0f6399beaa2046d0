import { useEffect, useId, useRef } from "react";
import type { ReactNode } from "react";

type Props = { title: string; onClose: () => void; children: ReactNode };

// What is behind the dialog has keys of its own.
const stopAtTheDialog = (event: { stopPropagation(): void }): void => event.stopPropagation();

/** The browser's own modal: it holds the focus, which begins at the first field, and Escape closes it. Focus goes back to where it was. */
export const Dialog = ({ title, onClose, children }: Props) => {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    const dialog = ref.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>("form :is(select, input)")?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref} aria-labelledby={titleId} onKeyDown={stopAtTheDialog}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="plain" onClick={onClose}>Close</button>
      </div>
      {children}
    </dialog>
  );
};
