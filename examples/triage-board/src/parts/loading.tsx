/** Lines where text will be, said once to who listens. */
export const Loading = ({ what, lines = 4 }: { what: string; lines?: number }) => (
  <div className="loading" role="status">
    <span className="hidden">Loading {what} …</span>
    {Array.from({ length: lines }, (_, index) => <span key={index} className="line" aria-hidden="true" />)}
  </div>
);
