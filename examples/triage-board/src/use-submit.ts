import { useState } from "react";
import type { FormEvent } from "react";

type Submit = { submit: (event: FormEvent<HTMLFormElement>) => void; busy: boolean; error: unknown };

/** One submission at a time; what it throws is for an ErrorNote. */
export const useSubmit = (work: (form: FormData) => Promise<void>): Submit => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async (form: FormData): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      await work(form);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!busy) void run(new FormData(event.currentTarget));
  };
  return { submit, busy, error };
};
