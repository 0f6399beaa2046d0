import { FILE_FLAGS, listValued } from "./places.js";
import type { Flag, Place, Tree } from "./places.js";

export function writeFish(tree: Tree): string {
  const { places, shared } = tree;
  const valued = listValued(tree);
  return `# fish completion of vitaledge; made by: vitaledge completion fish
function __vitaledge_at
    set -l place
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
            continue
        end
        switch $word
            case ${valued.join(" ")}
                set skip 1
            case '-*'
            case '*'
                if contains -- (string join ' ' $place $word) ${places.filter(({ path }) => path !== "").map(({ path }) => quote(path)).join(" ")}
                    set -a place $word
                end
        end
    end
    test "$place" = "$argv[1]"
end
complete -c vitaledge -e
complete -c vitaledge -f
${shared.map((flag) => `complete -c vitaledge ${writeFlag(flag)}`).join("\n")}
${places.flatMap(writePlace).join("\n")}
`;
}

function writePlace({ path, words, flags }: Place): string[] {
  const at = `complete -c vitaledge -n ${quote(`__vitaledge_at ${quote(path)}`)}`;
  return [
    ...words.map(({ word, about }) => `${at} -a ${quote(word)} -d ${quote(about)}`),
    ...flags.map((flag) => `${at} ${writeFlag(flag)}`),
  ];
}

function writeFlag({ word, short, about, takesValue, choices }: Flag): string {
  return [
    ...(short === undefined ? [] : [`-s ${short.slice(1)}`]),
    `-l ${word.slice(2)}`,
    ...(takesValue ? [FILE_FLAGS.includes(word) ? "-r -F" : "-x"] : []),
    ...(choices.length > 0 ? [`-a ${quote(choices.join(" "))}`] : []),
    `-d ${quote(about)}`,
  ].join(" ");
}

function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
