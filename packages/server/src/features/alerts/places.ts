import { refuseCursor } from "../../db/keyset.js";

export const expectNumber = (text: string): number => (/^-?\d+(\.\d+)?(e-?\d+)?$/.test(text) ? Number(text) : refuseCursor());
