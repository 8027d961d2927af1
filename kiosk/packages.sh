# Debian packages Lounge needs; sourced by kiosk/run.sh and tests/run.sh. need_packages installs what is missing, and
# says in one sentence what to do when it may not.

LOUNGE_PACKAGES="gcc libc6-dev cmake make pkg-config libsdl2-dev libsdl2-ttf-dev libsdl2-image-dev libqrencode-dev
    libsqlite3-dev libsodium-dev libconfig-dev libjansson-dev libxlsxwriter-dev libzip-dev libexpat1-dev libzstd-dev fonts-noto-cjk tzdata
    libunistring-dev librime-dev rime-data-luna-pinyin libzinnia-dev tegaki-zinnia-simplified-chinese"
LOUNGE_TEST_PACKAGES="clang libclang-rt-14-dev clang-format git libcmocka-dev libzbar-dev zbar-tools xdotool xvfb x11-utils
    x11-apps imagemagick sqlite3 procps xserver-xorg-core xserver-xorg-video-dummy xserver-xorg-dev libreoffice-calc-nogui
    chromium poppler-utils"

is_installed() { dpkg-query -W -f='${db:Status-Status}\n' "$@" 2>/dev/null | grep -qv '^installed$' && return 1
    [ "$(dpkg-query -W -f='.' "$@" 2>/dev/null | wc -c)" -eq $# ]; }

# need_packages PACKAGE…
need_packages() {
    if is_installed "$@"; then return 0; fi
    missing=""
    for package in "$@"; do is_installed "$package" || missing="$missing $package"; done
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            echo "Lounge needs these Debian packages; ask an administrator to run: apt-get install$missing" >&2
            exit 1
        fi
        as_root="sudo"
    fi
    echo "installing:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # the words are packages
    { $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends $missing; } >/dev/null || {
        echo "Installing did not work; run: apt-get update && apt-get install$missing" >&2
        exit 1
    }
}
