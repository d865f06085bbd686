# Tab completion of dialogue for bash: eval "$(dialogue completion bash)"

_dialogue() {
    local program=$1 kind line
    # What an alias stands for is not known here.
    [[ $program == */* ]] || program=dialogue
    program=${program/#\~\//$HOME/}
    COMPREPLY=()
    {
        read -r kind _
        while IFS= read -r line; do
            COMPREPLY+=("$line")
        done
    } < <(_DIALOGUE_COMPLETE=bash "$program" "${COLUMNS:-80}" "${COMP_TYPE:-9}" "$COMP_WORDBREAKS" \
        "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    case $kind in
    files) compopt -o default 2>/dev/null ;;
    open) compopt -o nospace 2>/dev/null ;;
    esac
    return 0
}

# bash 3.2 knows no nosort.
complete -o nosort -F _dialogue dialogue 2>/dev/null || complete -o default -F _dialogue dialogue
