# For the golden pictures: the sample store as it always is, and each screen drawn from it. Sourced with LOUNGE_BUILD,
# LOUNGE_SHARE and LOUNGE_TEST_DATA set.
golden_now=2026-11-23T14:26:00+08:00

# The same export, catalogue, Wi-Fi and coupon key each time, so that nothing changes with the day or the machine.
golden_store() { # FILE
    office() { "$LOUNGE_BUILD/lounge" --db "$store" --now "$golden_now" "$@" >/dev/null || [ $? -eq 3 ]; }
    store=$1
    office init
    office import models "$LOUNGE_SHARE/data/models.csv"
    office import offers "$LOUNGE_SHARE/data/offers.csv"
    office import activities "$LOUNGE_SHARE/data/activities.csv"
    office import orders "$LOUNGE_TEST_DATA/dms-orders-gb18030.csv" # some of its lines are refused, as they should be
    office settings set wifi.ssid "Lounge Guest"
    office settings set wifi.password "welcome-2026"
    printf 'golden pictures: 32 bytes of key' >"$store.key"
}

golden_draw() { # STORE FOLDER: 1080p, landscape, day, plain, both languages
    "$LOUNGE_BUILD/lounge-kiosk" --db "$1" --now "$golden_now" --dump "$2" --all --size 1920x1080 --theme day
    rm -f "$2"/*.json "$2"/*.large.*
}

# What letters are drawn with: other versions draw other pixels, rightly.
golden_versions() {
    dpkg-query -W -f='${Package} ${Version}\n' libfreetype6 libharfbuzz0b fonts-noto-cjk libsdl2-image-2.0-0 libsdl2-ttf-2.0-0
}
