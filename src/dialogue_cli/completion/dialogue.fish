# Tab completion of dialogue for fish: dialogue completion fish > ~/.config/fish/completions/dialogue.fish

function __dialogue_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program dialogue
    string match -q '*/*' -- $words[1]; and set program $words[1]
    set -e words[1]
    set -l answer (_DIALOGUE_COMPLETE=fish $program $COLUMNS $words "$current" 2>/dev/null)
    set -l kind (string split ' ' -- $answer[1])[1]
    set -e answer[1]
    if test "$kind" = files
        if string match -q -- '--*=*' "$current"
            set -l option (string replace -r '=.*' = -- $current)
            printf '%s\n' $option(__fish_complete_path (string replace -r '^[^=]*=' '' -- $current))
        else
            __fish_complete_path $current
        end
        return
    end
    test (count $answer) -gt 0; and printf '%s\n' $answer
end

complete -c dialogue -f -k -a '(__dialogue_complete)'
