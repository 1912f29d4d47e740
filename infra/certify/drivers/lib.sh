# What drivers in bash share. A driver defines `version` and a function `job_JOB` for each job, and ends with `main "$@"`.
set -euo pipefail
# What the driver says last, also from where its output goes elsewhere.
exec 3>&1

fail() { echo "$*" >&3; exit 1; }
not_applicable() { echo "$*" >&3; exit 103; }
# REASON | PAGE#PLACE
by_design() { echo "$1 | $2" >&3; exit 104; }
need() { command -v "$1" > /dev/null || fail "$1 is not installed"; }

same() { cmp -- "$1" "$2" || fail "$2 is not what was stored"; }
same_trees() {
    diff -r -- "$1" "$2" > differences || fail "$(wc -l < differences) files of the tree differ, the first: $(head -1 differences)"
}
equal() { [ "$1" = "$2" ] || fail "$3: expected '$1', got '$2'"; }
# The command must fail, and say what matches the pattern.
refused() {
    local pattern=$1
    shift
    if "$@" > refusal 2>&1; then fail "this should have been refused: $*"; fi
    grep -qE -- "$pattern" refusal || { cat refusal; fail "refused with something else than $pattern: $(tail -1 refusal)"; }
}
# A copy of the tree with a file changed, one added and some removed.
changed_tree() {
    cp -r "$TREE" changed
    echo changed > changed/plain/file-000
    echo added > changed/added
    rm changed/plain/file-00[1-9]
}

main() {
    case $1 in
        version)
            local told
            told=$(version 2>&1) || { echo "$told" && exit 1; }
            echo "${told%%$'\n'*}"
            ;;
        jobs) declare -F | sed -n 's/^declare -f job_//p' ;;
        run) "job_$2" ;;
    esac
}
