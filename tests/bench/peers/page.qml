// The kiosk's board, "my car", the five faces and "we have it" in Qt Quick: the peer that qmlscene shows with the
// software backend. Each screen is made once and shown or hidden, as a Qt Quick program would do it.
import QtQuick 2.15
import QtQuick.Window 2.15

Window {
    id: window
    property string page: "board"
    x: 0; y: 0; width: 1920; height: 1080
    visible: true
    flags: Qt.FramelessWindowHint
    color: "#F4F1EA"

    component Words: Text {
        property bool strong: false
        font.family: "Noto Sans CJK SC"
        font.pixelSize: 27
        font.bold: strong
        color: strong ? "#17191E" : "#4B505B"
    }
    component Card: Rectangle { radius: 28; color: "#FFFFFF" }
    component Pill: Rectangle {
        property alias words: label.text
        property alias ink: label.color
        width: label.width + 48; height: 52; radius: 26
        Words { id: label; strong: true; anchors.centerIn: parent }
    }
    component Icon: Image {
        property string name
        source: "pictures/" + name + ".svg"
    }
    component Back: Card {
        x: 48; y: 40; width: 96; height: 96
        Icon { name: "back"; anchors.centerIn: parent }
        MouseArea { anchors.fill: parent; onClicked: window.page = "board" }
    }
    component Tile: Card {
        property string icon
        property alias head: head.text
        property alias label: label.text
        property color ink: "#17191E"
        property string to
        width: 290; height: 190
        Icon { name: parent.icon; x: 30; y: 26 }
        Words { id: head; x: 30; y: 82; font.pixelSize: 34; font.bold: true; color: parent.ink }
        Words { id: label; x: 30; y: 130; color: parent.to == "rate" ? parent.ink : "#4B505B" }
        MouseArea { anchors.fill: parent; onClicked: if (parent.to) window.page = parent.to }
    }
    component Foot: Row {
        property string icon
        property alias words: label.text
        spacing: 20; height: 80; y: 980
        Icon { name: parent.icon; anchors.verticalCenter: parent.verticalCenter }
        Words { id: label; strong: true; font.pixelSize: 28; anchors.verticalCenter: parent.verticalCenter }
    }
    component Segments: Row {
        property int count: 7
        property int reached
        property color now
        property int each: 72
        spacing: 6
        Repeater {
            model: parent.count
            Rectangle {
                width: parent.each; height: 10; radius: 5
                color: index + 1 < parent.reached ? "#0A6E60" : index + 1 == parent.reached ? parent.now : "#EAE5DA"
            }
        }
    }

    Item {
        anchors.fill: parent
        visible: window.page == "board"
        Words { x: 48; y: 33; text: "在店车辆 · 服务进度"; strong: true; font.pixelSize: 64 }
        Words { anchors.right: parent.right; anchors.rightMargin: 248; y: 58; text: "11月23日 星期一"; font.pixelSize: 28 }
        Words { anchors.right: parent.right; anchors.rightMargin: 48; y: 33; text: "14:26"; strong: true; font.pixelSize: 64 }
        Card { x: 48; y: 142; width: 1180; height: 818 }
        Repeater {
            model: [
                ["川A·1**K7", "卡罗拉", "定期保养 40,000 km", 3, "#17191E", "施工中", "15:10–15:35"],
                ["川A·7**M2", "RAV4 荣放", "5,000 km 首保", 7, "#0A6E60", "", ""],
                ["川A·D**308", "凌放", "钣金喷漆", 3, "#17191E", "施工中", "明天 11:00"],
                ["川A·9**6X", "锐志", "一般维修", 3, "#9A5800", "", "预计 16:40 到货"],
                ["川G·2**R5", "汉兰达", "定期保养 10,000 km", 4, "#17191E", "三级质检", "14:50–15:00"],
                ["川A·5**C1", "凯美瑞", "定期保养 20,000 km", 5, "#17191E", "洗车", "14:40"],
                ["川A·0**H9", "普拉多", "节气门清洗 · 四轮定位", 2, "#17191E", "等待工位", "15:40–16:20"]]
            Item {
                x: 48; y: 142 + index * 117; width: 1180; height: 117
                Rectangle { width: parent.width; height: 2; color: "#DED7C9"; visible: index > 0 }
                Words { x: 36; anchors.verticalCenter: parent.verticalCenter; text: modelData[0]; strong: true; font.pixelSize: 36 }
                Row {
                    x: 314; y: 24; spacing: 16
                    Words { text: modelData[1]; strong: true; font.pixelSize: 30 }
                    Words { text: modelData[2]; y: 4 }
                }
                Segments { x: 314; y: 80; reached: modelData[3]; now: modelData[4] }
                Words { anchors.right: parent.right; anchors.rightMargin: 36; y: 18; text: modelData[5]; strong: true; font.pixelSize: 30 }
                Words { anchors.right: parent.right; anchors.rightMargin: 36; y: modelData[5] ? 60 : 68; text: modelData[6] }
            }
        }
        Pill { x: 1036; y: 291; words: "可以取车"; ink: "#0A6E60"; color: "#DDF1EC" }
        Pill { x: 1036; y: 503; words: "等待配件"; ink: "#9A5800"; color: "#FBEBD2" }
        Card {
            x: 1268; y: 142; width: 604; height: 390; color: "#1F3A38"
            Pill { x: 40; y: 40; words: "等候时做 · 约 40 分钟"; ink: "#F6D98B"; color: "#22F4F1EA" }
            Words { x: 40; y: 105; text: "镀膜，与保养同时完成"; font.pixelSize: 52; font.bold: true; color: "#F4F1EA" }
            Words { x: 40; y: 228; text: "¥680"; font.pixelSize: 72; font.bold: true; color: "#F6D98B" }
            Words { x: 40; y: 312; text: "¥980"; font.strikeout: true; color: "#F4F1EA"; opacity: 0.75 }
            Icon { name: "hero"; x: 254; y: 207 }
        }
        Tile { x: 1268; y: 556; icon: "car"; head: "我的爱车"; label: "进度与明细"; to: "car" }
        Tile { x: 1582; y: 556; icon: "tag"; head: "优惠与精品"; label: "领券 · 到柜台使用" }
        Tile { x: 1268; y: 770; icon: "box"; head: "保养套餐"; label: "预存，低至 5 折" }
        Tile { x: 1582; y: 770; icon: "heart"; head: "评价与建议"; label: "30 秒，经理当天看"; to: "rate"; color: "#C2311D"; ink: "#FFFFFF" }
        Foot { x: 56; icon: "wifi"; words: "扫码连 Wi-Fi" }
        Foot { x: 344; icon: "cup"; words: "吧台点单" }
        Foot { x: 1370; icon: "person"; words: "大字 · 低位" }
        Foot { x: 1676; icon: "globe"; words: "English" }
    }

    Item {
        anchors.fill: parent
        visible: window.page == "car"
        Back {}
        Words { x: 172; y: 40; text: "王先生的 卡罗拉"; strong: true; font.pixelSize: 44 }
        Words { x: 172; y: 97; text: "川A·1**K7 · 定期保养 40,000 km · 服务顾问 李欣" }
        Card {
            x: 1552; y: 40; width: 320; height: 96; color: "#C2311D"
            Icon { name: "bell"; x: 48; y: 26 }
            Words { x: 112; anchors.verticalCenter: parent.verticalCenter; text: "请顾问过来"; font.pixelSize: 32; font.bold: true; color: "#FFFFFF" }
        }
        Card {
            x: 48; y: 168; width: 1224; height: 792
            Words { x: 52; y: 44; text: "预计交车" }
            Words { x: 52; y: 72; text: "15:10–15:35"; strong: true; font.pixelSize: 104 }
            Words { x: 52; y: 208; text: "按本店过去 90 天 412 次同类保养推算，十次有八次落在这个区间" }
            Repeater {
                model: [["接车与报价", "13:05", 1], ["等待工位", "13:22", 1], ["保养施工 · 2 号工位 · 技师 陈师傅", "13:31", 2],
                    ["三级质检", "", 0], ["洗车", "", 0], ["顾问终检与结算", "", 0], ["可以取车", "", 0]]
                Item {
                    x: 52; y: 285 + index * 69; width: 1120; height: 50
                    Rectangle { y: 7; width: 36; height: 36; radius: 18; color: ["#EAE5DA", "#0A6E60", "#17191E"][modelData[2]] }
                    Words { x: 64; text: modelData[0]; font.pixelSize: 34; font.bold: modelData[2] == 2; color: modelData[2] ? "#17191E" : "#60666F" }
                    Words { anchors.right: parent.right; y: 4; text: modelData[1]; font.pixelSize: 28 }
                }
            }
        }
        Card {
            x: 1312; y: 168; width: 560; height: 204
            Words { x: 32; y: 33; text: "保养套餐余额"; strong: true; font.pixelSize: 34 }
            Pill { x: 398; y: 32; words: "剩 3 次"; ink: "#7C5C12"; color: "#F6ECD0" }
            Segments { x: 32; y: 108; count: 5; reached: 2; now: "#0A6E60"; each: 94 }
            Words { x: 32; y: 134; text: "下次机油 7 折，可省 ¥126" }
        }
        Card {
            x: 1312; y: 400; width: 560; height: 383
            Words { x: 32; y: 32; text: "适合这台车" }
            Words { x: 32; y: 78; text: "节气门清洗"; strong: true; font.pixelSize: 34 }
            Words { x: 32; y: 134; text: "4 万公里，起步发闷、怠速抖时见效" }
            Words { x: 32; y: 271; text: "¥82"; strong: true; font.pixelSize: 52 }
            Words { x: 140; y: 290; text: "¥118"; font.strikeout: true }
            Card {
                x: 392; y: 267; width: 136; height: 84; color: "#17191E"
                Words { anchors.centerIn: parent; text: "领券"; font.pixelSize: 32; font.bold: true; color: "#F4F1EA" }
            }
        }
        Card {
            x: 1312; y: 811; width: 560; height: 149
            Words { x: 32; y: 31; text: "质保 2027年3月到期"; strong: true; font.pixelSize: 34 }
            Words { x: 32; y: 79; text: "可延 1 年或 3 万公里" }
            Pill { x: 426; y: 48; words: "了解"; ink: "#4B505B"; color: "#EAE5DA" }
        }
        Words { x: 48; y: 1000; text: "60 秒无操作会先询问，离开后不留下您的信息" }
        Card {
            x: 1752; y: 980; width: 120; height: 80
            Words { anchors.centerIn: parent; text: "退出"; strong: true; font.pixelSize: 28 }
        }
    }

    Item {
        anchors.fill: parent
        visible: window.page == "rate"
        Back {}
        Words { anchors.right: parent.right; anchors.rightMargin: 48; y: 70; text: "1 / 3" }
        Words { anchors.horizontalCenter: parent.horizontalCenter; y: 248; text: "今天的服务，您满意吗?"; strong: true; font.pixelSize: 80 }
        Words { anchors.horizontalCenter: parent.horizontalCenter; y: 368; text: "点一下就好，不用登录"; font.pixelSize: 32 }
        Repeater {
            model: ["很不满意", "不满意", "一般", "满意", "非常满意"]
            Item {
                x: 202 + index * 312; y: 477; width: 268; height: 346
                Icon { name: "face" + (index + 1) }
                Words { anchors.horizontalCenter: parent.horizontalCenter; y: 296; text: modelData; strong: true; font.pixelSize: 34 }
                MouseArea { anchors.fill: parent; onClicked: window.page = "thanks" }
            }
        }
        Words { x: 48; y: 1000; text: "匿名 · 只用于改进服务" }
        Foot { x: 1676; icon: "globe"; words: "English" }
    }

    Item {
        anchors.fill: parent
        visible: window.page == "thanks"
        Back {}
        Words { anchors.horizontalCenter: parent.horizontalCenter; y: 420; text: "已收到，谢谢您"; strong: true; font.pixelSize: 80 }
        Words { anchors.horizontalCenter: parent.horizontalCenter; y: 556; text: "经理当天会看"; font.pixelSize: 32 }
    }
}
