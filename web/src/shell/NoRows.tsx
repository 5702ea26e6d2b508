import type { ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';

interface NoRowsProps {
  /** Why nothing could be read, if that is so. */
  error: unknown;
  what: string;
  children: ReactNode;
}

/** A table without rows: there are none, or nobody can say. "Nothing is there" must not be read where nothing was answered. */
export const NoRows = ({ error, what, children }: NoRowsProps) => (
  <Box color="text-body-secondary" textAlign="center">
    {error ? `${what} cannot be read now.` : children}
  </Box>
);
