import { FILE_FLAGS, listChosen, listValued, spellings } from "./places.js";
import type { Place, Tree, Word } from "./places.js";

/** A function for `fpath` by the name _vitaledge; sourced, it registers itself. */
export function writeZsh(tree: Tree): string {
  const { places, shared } = tree;
  const valued = listValued(tree);
  return `#compdef vitaledge
# zsh completion of vitaledge; made by: vitaledge completion zsh
_vitaledge() {
  local place="" word previous="\${words[CURRENT-1]}"
  local -i at
  local -a offered
  for ((at = 2; at < CURRENT; at++)); do
    word="\${words[at]}"
    case "$word" in
      ${valued.join("|")}) ((at++)); continue ;;
      -*) continue ;;
    esac
    case "$place $word" in
${places.filter(({ path }) => path !== "").map(({ path }) => `      " ${path}") place=" ${path}" ;;`).join("\n")}
    esac
  done
  case "$previous" in
${listChosen(tree).map((flag) => `    ${spellings(flag).join("|")}) compadd -- ${flag.choices.join(" ")}; return ;;`).join("\n")}
    ${FILE_FLAGS.join("|")}) _files; return ;;
    ${valued.join("|")}) return ;;
  esac
  case "$place" in
${places.map(writePlace).join("\n")}
  esac
  offered+=(${shared.map(describe).join(" ")})
  _describe -t commands vitaledge offered || _files
}
if [[ "\${funcstack[1]}" == _vitaledge ]]; then _vitaledge "$@"; else compdef _vitaledge vitaledge; fi
`;
}

function writePlace({ path, words, flags }: Place): string {
  return `    "${path === "" ? "" : ` ${path}`}") offered=(${[...words, ...flags].map(describe).join(" ")}) ;;`;
}

function describe({ word, about }: Word): string {
  return quote(`${word.replaceAll(":", "\\:")}:${about}`);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
