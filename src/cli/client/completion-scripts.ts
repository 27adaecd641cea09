/**
 * Each asks the program itself for the words that fit (`completion words`), so that none grows old. Where there are
 * none the shell offers files. Bash takes `--output=json` apart at the sign; the program takes that into account.
 */
export const COMPLETION_SCRIPTS: Readonly<Record<string, string>> = {
  bash: `_sallyport() {
  local IFS=$'\\n'
  COMPREPLY=($("$1" completion words "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _sallyport sallyport
`,
  zsh: `#compdef sallyport
_sallyport() {
  local -a found
  found=(\${(f)"$("\${words[1]}" completion words "\${(@)words[2,CURRENT]}" 2>/dev/null)"})
  if (( $#found )); then compadd -a found; else _files; fi
}
compdef _sallyport sallyport
`,
  fish: `function __sallyport_words
  set -l before (commandline -opc)
  set -l found ($before[1] completion words $before[2..-1] (commandline -ct) 2>/dev/null)
  if test -n "$found"
    printf '%s\\n' $found
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c sallyport -f -a '(__sallyport_words)'
`,
};
