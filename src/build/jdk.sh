# Finds a JDK, for ./sila and ./check, which read this file. No process is started for a JDK that has a release file.

JDK_MINIMUM=25

# Sets jdk_version to the feature release of the JDK in folder $1, 0 if there is none.
jdk_feature() {
    jdk_version=0
    [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 0
    if [ -r "$1/release" ]; then
        while IFS= read -r jdk_line; do
            case $jdk_line in
                JAVA_VERSION=*)
                    jdk_version=${jdk_line#JAVA_VERSION=}
                    jdk_version=${jdk_version#\"}
                    jdk_version=${jdk_version%%[!0-9]*}
                    ;;
            esac
        done < "$1/release"
    else
        jdk_version=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    fi
    jdk_version=${jdk_version:-0}
}

# Sets jdk to the folder of a JDK that can build and run Sila, or to nothing. JAVA_HOME wins if it is new enough;
# otherwise the oldest that is, since that one is what Sila is tested with.
find_jdk() {
    jdk=
    jdk_feature "${JAVA_HOME:-/nonexistent}"
    if [ "$jdk_version" -ge "$JDK_MINIMUM" ]; then
        jdk=$JAVA_HOME
        return 0
    fi
    jdk_best=999
    jdk_on_path=$(command -v javac 2>/dev/null) && jdk_on_path=$(readlink -f "$jdk_on_path" 2>/dev/null)
    for jdk_candidate in \
        "${jdk_on_path%/bin/javac}" \
        /usr/lib/jvm/* \
        /usr/java/* \
        /opt/* /opt/java/* /opt/jdk/* \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
        "${HOME:-/nonexistent}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        jdk_feature "$jdk_candidate"
        if [ "$jdk_version" -ge "$JDK_MINIMUM" ] && [ "$jdk_version" -lt "$jdk_best" ]; then
            jdk_best=$jdk_version
            jdk=$jdk_candidate
        fi
    done
    [ -n "$jdk" ]
}

# Tells on stderr what to install.
explain_missing_jdk() {
    cat >&2 <<MESSAGE
No JDK $JDK_MINIMUM or newer was found in JAVA_HOME, PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks or /Library/Java.
Install one, any vendor's; no administrator is needed for the last two:
  Debian, Ubuntu   apt-get install openjdk-$JDK_MINIMUM-jdk-headless   (or temurin-$JDK_MINIMUM-jdk from https://adoptium.net)
  macOS            brew install openjdk@$JDK_MINIMUM
  SDKMAN           sdk install java $JDK_MINIMUM-tem
  archive          unpack one from https://adoptium.net into ~/.jdks, or set JAVA_HOME to where it is
MESSAGE
}
