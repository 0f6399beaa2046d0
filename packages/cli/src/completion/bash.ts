import { FILE_FLAGS, listChosen, listValued, spellings } from "./places.js";
import type { Place, Tree, Word } from "./places.js";

/** Bash 3.2 and later, with or without bash-completion: finds where the line stands, then offers what may follow there. */
export function writeBash(tree: Tree): string {
  const { places, shared } = tree;
  const valued = listValued(tree);
  return `# bash completion of vitaledge; made by: vitaledge completion bash
_vitaledge() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" place="" word at words="" choices=""
  COMPREPLY=()
  for ((at = 1; at < COMP_CWORD; at++)); do
    word="\${COMP_WORDS[at]}"
    case "$word" in
      ${valued.join("|")}) ((at++)); continue ;;
      -*) continue ;;
    esac
    case "$place $word" in
${places.filter(({ path }) => path !== "").map(({ path }) => `      "${toPrefix(path)}") place="${toPrefix(path)}" ;;`).join("\n")}
    esac
  done
  case "$place" in
${places.map(writePlace).join("\n")}
  esac
  case "$previous" in
${listChosen(tree).map((flag) => `    ${spellings(flag).join("|")}) COMPREPLY=($(compgen -W "${flag.choices.join(" ")}" -- "$current")); return ;;`).join("\n")}
    ${FILE_FLAGS.join("|")}) _vitaledge_files "$current"; return ;;
    ${valued.join("|")}) return ;;
  esac
  COMPREPLY=($(compgen -W "$words ${list(shared)}" -- "$current"))
  [[ \${#COMPREPLY[@]} -gt 0 || "$current" == -* ]] || _vitaledge_files "$current"
}
_vitaledge_files() {
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$1"))
}
complete -F _vitaledge vitaledge
`;
}

/** As the line is walked: each name with a blank before it. */
function toPrefix(path: string): string {
  return path === "" ? "" : ` ${path}`;
}

function writePlace({ path, words, flags }: Place): string {
  return `    "${toPrefix(path)}") words="${list([...words, ...flags])}" ;;`;
}

function list(words: readonly Word[]): string {
  return words.map(({ word }) => word).join(" ");
}
