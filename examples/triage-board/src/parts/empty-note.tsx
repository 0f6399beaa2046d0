import type { ReactNode } from "react";

export const EmptyNote = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className="empty">
    <p><strong>{title}</strong></p>
    {children && <p className="quiet">{children}</p>}
  </div>
);
