# What the scripts of this folder share. Sourced with the folder of the clone in $home.

# Nobody's AWS settings but these: everything goes to endpoints on this machine.
for variable in $(env | sed -n 's/^\(AWS_[A-Za-z0-9_]*\)=.*/\1/p'); do
    unset "$variable"
done
unset SILA_CONFIG ASIAQ_CONFIG
work=$(mktemp -d)
export AWS_ACCESS_KEY_ID=bench AWS_SECRET_ACCESS_KEY=bench AWS_DEFAULT_REGION=us-east-1 AWS_PAGER=
export AWS_CONFIG_FILE="$work/none" AWS_SHARED_CREDENTIALS_FILE="$work/none" AWS_EC2_METADATA_DISABLED=true
export XDG_STATE_HOME="$work/state"

servers=
finish() {
    for server in $servers; do
        kill "$server" 2> /dev/null
    done
    wait 2> /dev/null
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# Milliseconds since some moment.
now() {
    if [ -r /proc/uptime ]; then
        echo $(($(date +%s%N) / 1000000))
    else
        python3 -c 'import time; print(int(time.time() * 1000))'
    fi
}

# Starts a local cloud with further options $@ and sets local_cloud to its endpoint.
start_local_cloud() {
    "$home/sila" local up --port 0 "$@" > "$work/local-cloud.log" 2>&1 < /dev/null &
    servers="$servers $!"
    tries=0
    local_cloud=
    while [ -z "$local_cloud" ]; do
        local_cloud=$(sed -n 's|^export AWS_ENDPOINT_URL=||p' "$work/local-cloud.log" 2> /dev/null | head -n 1)
        tries=$((tries + 1))
        if [ "$tries" -gt 300 ]; then
            cat "$work/local-cloud.log" >&2
            exit 1
        fi
        [ -n "$local_cloud" ] || sleep 0.1
    done
}
