import { listChosen, listValued, spellings } from "./places.js";
import type { Tree } from "./places.js";

/** For $PROFILE, PowerShell 5.1 and later. */
export function writePowerShell(tree: Tree): string {
  const { places, shared } = tree;
  const choices = listChosen(tree).flatMap((flag) => spellings(flag).map((name) => `    ${quote(name)} = ${list(flag.choices)}`));
  return `# PowerShell completion of vitaledge; made by: vitaledge completion powershell
Register-ArgumentCompleter -Native -CommandName vitaledge -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $places = @{
${places.map(({ path, words, flags: own }) => `    ${quote(path)} = ${list([...words, ...own].map(({ word }) => word))}`).join("\n")}
  }
  $choices = @{
${choices.join("\n")}
  }
  $shared = ${list(shared.map(({ word }) => word))}
  $valued = ${list(listValued(tree))}
  $before = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  $place = ''
  for ($at = 0; $at -lt $before.Count; $at++) {
    if ($valued -ccontains $before[$at]) { $at++; continue }
    if ($before[$at].StartsWith('-')) { continue }
    $next = "$place $($before[$at])".Trim()
    if ($places.ContainsKey($next)) { $place = $next }
  }
  $previous = if ($before.Count -gt 0) { $before[-1] } else { '' }
  $offered = if ($choices.Keys -ccontains $previous) { $choices[$previous] } elseif ($valued -ccontains $previous) { @() } else { $places[$place] + $shared }
  $offered | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
`;
}

function list(words: readonly string[]): string {
  return `@(${words.map(quote).join(", ")})`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
