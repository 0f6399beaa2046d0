import { renderSettings } from "./platform/settings-table.js";

/** What the handbook shows and the program says, by the name of its block. */
const TABLES: Readonly<Record<string, () => string>> = { settings: renderSettings };

const BLOCK = /(<!-- generated: (\w+) -->\n)[^]*?(<!-- end of \2 -->)/g;

/** The page with each block `<!-- generated: NAME -->` ... `<!-- end of NAME -->` as the program says it now. */
export const fillTables = (page: string): string =>
  page.replace(BLOCK, (block, head: string, name: string, foot: string) => {
    const render = TABLES[name];
    return render ? `${head}${render()}\n${foot}` : block;
  });
