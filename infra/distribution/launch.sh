# Finds a Java, trains it for fast starts, and becomes it. Read by ./coffer in a checkout and by bin/coffer in an archive.

# The major version of a java, or nothing. To read it from a file saves a start of Java.
java_version() {
    release=$(dirname "$(dirname "$(readlink -f "$1" 2>/dev/null || echo "$1")")")/release
    if [ -r "$release" ]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release" | head -n 1
        return
    fi
    "$1" -version 2>&1 | sed -n 's/^[^"]*version "\([0-9]*\).*/\1/p' | head -n 1
}

# JAVA_HOME if it is set, else the newest JDK of /usr/lib/jvm, else the java on the path.
find_java() {
    if [ -n "${JAVA_HOME:-}" ]; then
        java=$JAVA_HOME/bin/java where="JAVA_HOME=$JAVA_HOME"
        [ -x "$java" ] || { echo "coffer: there is no bin/java in JAVA_HOME=$JAVA_HOME" >&2; exit 1; }
    else
        newest=$(for release in /usr/lib/jvm/*/release; do
            [ -x "$(dirname "$release")/bin/java" ] || continue
            echo "$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release") $(dirname "$release")"
        done 2>/dev/null | sort -rn | head -n 1)
        java=${newest:+${newest#* }/bin/java} where="the newest in /usr/lib/jvm"
        if [ -z "$java" ]; then
            java=$(command -v java) || { echo "coffer: no Java found: install one from version 17 on, or set JAVA_HOME" >&2; exit 1; }
            where=$java
        fi
    fi
    version=$(java_version "$java")
    if [ "${version:-0}" -lt 17 ]; then
        echo "coffer: Java 17 or newer is needed, and $where is Java ${version:-of no known version}: set JAVA_HOME" >&2
        exit 1
    fi
    echo "$java"
}

few_processors() {
    [ "$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 8)" -le 4 ]
}

# Prints the flags for the server's memory: a heap that grows to 512 MiB only if it is needed. Java's own choice is a quarter of the machine,
# and it takes more of that than it needs. With up to four processors the serial collector does the same work in the least memory. Its young
# generation is of one size, with room for what requests in flight hold; what does not fit there would get old. Twice a minute the system
# gets back what compilers and the engine have freed, from Java 22 on. Whoever chooses a heap gets none of these flags; whoever chooses a
# collector keeps it. $1 java.
memory() {
    chosen=" ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-} ${COFFER_JAVA_OPTIONS:-} "
    case $chosen in
        *' -Xm'[sx]* | *RAMPercentage* | *HeapSize*) return ;;
    esac
    # A start loads more classes than Java's own limit, at which it would collect the whole heap.
    echo '-Xms64m -Xmx512m -XX:MetaspaceSize=64m'
    [ "$(java_version "$1")" -lt 22 ] || echo '-XX:TrimNativeHeapInterval=30000'
    case $chosen in
        *' -XX:+Use'*GC*) ;;
        *) ! few_processors || echo '-XX:+UseSerialGC -Xmn48m -XX:SurvivorRatio=4 -XX:-ShrinkHeapInSteps' ;;
    esac
}

# Starts the server once in an empty directory, asks it something and stops it, so that later starts load its classes from a cache: Java's
# AOT cache from JDK 25 on (JEP 483, 514), its archive of classes before (JEP 350). Other commands use a cache that is there. Prints the
# flags that use it. $1 java, $2 the application, $3 the cache, $4 the command.
train() {
    if [ "$(java_version "$1")" -ge 25 ]; then
        trained=$3 makes=-XX:AOTCacheOutput= uses="-XX:AOTCache=$3 -Xlog:aot=off"
    else
        trained=${3%.aot}.jsa makes=-XX:ArchiveClassesAtExit=
        uses="-XX:SharedArchiveFile=$trained -Xlog:cds=off -Xlog:cds+dynamic=off"
    fi
    if [ ! "$trained" -nt "$2" ]; then
        [ "$4" = serve ] || return 0
        echo "coffer: preparing fast starts (once, some seconds) ..." >&2
        mkdir -p "$(dirname "$trained")"
        scratch=$(mktemp -d)
        mkfifo "$scratch/greeting"
        "$1" "$makes$trained.new" -Xlog:disable -jar "$2" serve --data "$scratch/data" --port 0 --tls-port 0 --console-port 0 \
            >"$scratch/greeting" 2>/dev/null &
        server=$!
        endpoint=$(sed -n -e 's/^ *Endpoint *\(http:.*\)$/\1/p' -e '/aws s3 mb/q' "$scratch/greeting")
        # What answers a request belongs to a start, too.
        ! command -v curl >/dev/null || curl -s -m 5 --noproxy '*' -o /dev/null "$endpoint/" || true
        kill "$server" 2>/dev/null || true
        wait "$server" || true
        rm -rf "$scratch"
        mv -f "$trained.new" "$trained" 2>/dev/null || : >"$trained"
    fi
    if [ -s "$trained" ]; then
        echo "$uses"
    fi
}

# Has a running server carry out an operator's command, by a few classes that start quickly. Returns if the command is not for a server, or
# if there is none. $1 java, $2 the application, then the command and its arguments.
ask() {
    asked=$1 jars=$(dirname "$2")
    shift 2
    classes=$(printf '%s:' "$jars"/app/*.jar "$jars"/lib/main/io.coffer.coffer-accounts-*.jar \
        "$jars"/lib/main/io.coffer.coffer-settings-*.jar "$jars"/lib/main/com.fasterxml.jackson.core.jackson-core-*.jar)
    status=0
    # COFFER_JAVA_OPTIONS is a list of words.
    # shellcheck disable=SC2086
    "$asked" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto ${COFFER_JAVA_OPTIONS:-} -cp "${classes%:}" \
        io.coffer.standalone.control.QuickCommand "$@" || status=$?
    [ "$status" -eq 75 ] || exit "$status"
}

# Becomes the application. $1 the application, $2 the cache, then the command and its arguments.
launch() {
    application=$1 cache=$2
    shift 2
    java=$(find_java)
    case "${1:-} ${2:-}" in
        'accounts ' | 'accounts -'*) ;;
        'accounts '* | 'keys '*) ask "$java" "$application" "$@" ;;
    esac
    # What ends at once is not worth the second compiler.
    own='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'
    if [ "${1:-}" = serve ]; then
        own=$(memory "$java")
        # The C library would make eight arenas for each processor, and keep in each what was freed there.
        ! few_processors || export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
    fi
    # The flags, the cache's and COFFER_JAVA_OPTIONS are lists of words.
    # shellcheck disable=SC2046,SC2086
    exec "$java" $own $(train "$java" "$application" "$cache" "${1:-}") ${COFFER_JAVA_OPTIONS:-} -jar "$application" "$@"
}
