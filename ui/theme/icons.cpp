// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/icons.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace console {
namespace {

using Name = std::pair<Icon, const char *>;
constexpr std::array names = {
    Name{Icon::Activity, "activity"}, Name{Icon::ArrowDown, "arrow-down"},
    Name{Icon::ArrowRight, "arrow-right"}, Name{Icon::ArrowUp, "arrow-up"}, Name{Icon::Bell, "bell"},
    Name{Icon::Briefcase, "briefcase-business"}, Name{Icon::Check, "check"}, Name{Icon::ChevronDown, "chevron-down"},
    Name{Icon::ChevronLeft, "chevron-left"}, Name{Icon::ChevronRight, "chevron-right"},
    Name{Icon::ChevronUp, "chevron-up"}, Name{Icon::ChevronsUpDown, "chevrons-up-down"}, Name{Icon::Circle, "circle"},
    Name{Icon::CircleAlert, "circle-alert"}, Name{Icon::CircleCheck, "circle-check"},
    Name{Icon::CircleDashed, "circle-dashed"}, Name{Icon::CircleX, "circle-x"}, Name{Icon::Clock, "clock"},
    Name{Icon::Command, "command"}, Name{Icon::Copy, "copy"}, Name{Icon::Dashboard, "layout-dashboard"},
    Name{Icon::Database, "database"}, Name{Icon::Download, "download"}, Name{Icon::Ellipsis, "ellipsis"},
    Name{Icon::Enter, "corner-down-left"}, Name{Icon::ExternalLink, "external-link"}, Name{Icon::Eye, "eye"},
    Name{Icon::EyeOff, "eye-off"}, Name{Icon::FileText, "file-text"}, Name{Icon::Filter, "list-filter"},
    Name{Icon::Flask, "flask-conical"}, Name{Icon::Folder, "folder"}, Name{Icon::Compare, "git-compare"},
    Name{Icon::History, "history"}, Name{Icon::Hourglass, "hourglass"}, Name{Icon::Inbox, "inbox"},
    Name{Icon::Info, "info"}, Name{Icon::Key, "key-round"}, Name{Icon::Layers, "layers"}, Name{Icon::Link, "link"},
    Name{Icon::Loader, "loader"}, Name{Icon::Message, "message-square"}, Name{Icon::Minus, "minus"}, Name{Icon::Monitor, "monitor"}, Name{Icon::Moon, "moon"},
    Name{Icon::Palette, "palette"}, Name{Icon::Pause, "pause"}, Name{Icon::Pencil, "pencil"}, Name{Icon::Pin, "pin"}, Name{Icon::Play, "play"}, Name{Icon::Plug, "plug"},
    Name{Icon::Plus, "plus"}, Name{Icon::Power, "power"}, Name{Icon::Radio, "radio"}, Name{Icon::Refresh, "refresh-cw"},
    Name{Icon::Search, "search"}, Name{Icon::Settings, "settings"}, Name{Icon::ShieldAlert, "shield-alert"},
    Name{Icon::ShieldCheck, "shield-check"}, Name{Icon::ShieldX, "shield-x"}, Name{Icon::Sun, "sun"},
    Name{Icon::Table, "table-2"}, Name{Icon::Terminal, "terminal"}, Name{Icon::Timer, "timer"},
    Name{Icon::Trash, "trash-2"}, Name{Icon::Undo, "rotate-ccw"}, Name{Icon::Unlink, "unlink"},
    Name{Icon::Upload, "upload"}, Name{Icon::User, "user-round"}, Name{Icon::Users, "users"},
    Name{Icon::Warning, "triangle-alert"}, Name{Icon::Webhook, "webhook"}, Name{Icon::X, "x"}, Name{Icon::Zap, "zap"},
};

// Steps as resources/icons/make_icons.py writes them: M, L, C with plain numbers, Z.
QPainterPath parsePath(const QByteArray &text)
{
    QPainterPath path;
    QByteArray spaced;
    spaced.reserve(text.size() * 2);
    for (const char c : text) {
        if (c == 'M' || c == 'L' || c == 'C' || c == 'Z') {
            spaced += ' ';
            spaced += c;
            spaced += ' ';
        } else {
            spaced += c;
        }
    }
    const QList<QByteArray> words = spaced.simplified().split(' ');
    const auto point = [&words](qsizetype i) { return QPointF(words.value(i).toDouble(), words.value(i + 1).toDouble()); };
    for (qsizetype i = 0; i < words.size();) {
        const char step = words.at(i).isEmpty() ? '?' : words.at(i).front();
        if (step == 'M')
            path.moveTo(point(i + 1)), i += 3;
        else if (step == 'L')
            path.lineTo(point(i + 1)), i += 3;
        else if (step == 'C')
            path.cubicTo(point(i + 1), point(i + 3), point(i + 5)), i += 7;
        else if (step == 'Z')
            path.closeSubpath(), i += 1;
        else
            ++i;
    }
    return path;
}

QHash<QByteArray, QPainterPath> readPaths()
{
    QHash<QByteArray, QPainterPath> paths;
    QFile file(u":/console/icons/lucide.paths"_s);
    if (!file.open(QIODevice::ReadOnly))
        return paths;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine().trimmed();
        const qsizetype blank = line.indexOf(' ');
        if (blank > 0)
            paths.insert(line.left(blank), parsePath(line.mid(blank + 1)));
    }
    return paths;
}

class PathIconEngine : public QIconEngine
{
public:
    PathIconEngine(Icon icon, const QColor &colour, const QColor &disabled)
        : m_icon(icon), m_colour(colour), m_disabled(disabled) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QColor colour = m_colour;
        if (mode == QIcon::Disabled) {
            colour = m_disabled.isValid() ? m_disabled : m_colour;
            if (!m_disabled.isValid())
                colour.setAlphaF(0.4F);
        }
        // Big ones would look like posters with the stroke of small ones.
        paintIcon(*painter, rect, m_icon, colour, rect.width() > 28 ? 1.5 : 2.0);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    [[nodiscard]] QIconEngine *clone() const override { return new PathIconEngine(*this); }

private:
    Icon m_icon;
    QColor m_colour;
    QColor m_disabled;
};

} // namespace

const QPainterPath &iconPath(Icon icon)
{
    static const QHash<Icon, QPainterPath> paths = [] {
        const QHash<QByteArray, QPainterPath> read = readPaths();
        QHash<Icon, QPainterPath> found;
        for (const auto &[key, name] : names)
            found.insert(key, read.value(name));
        return found;
    }();
    static const QPainterPath nothing;
    const auto at = paths.constFind(icon);
    return at == paths.constEnd() ? nothing : *at;
}

void paintIcon(QPainter &painter, const QRectF &rect, Icon icon, const QColor &colour, qreal weight)
{
    const QPainterPath &path = iconPath(icon);
    const qreal side = std::min(rect.width(), rect.height());
    if (path.isEmpty() || side <= 0)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2);
    painter.scale(side / 24, side / 24);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, weight, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
    painter.restore();
}

QIcon icon(Icon icon, const QColor &colour, const QColor &disabled)
{
    return icon == Icon::None ? QIcon() : QIcon(new PathIconEngine(icon, colour, disabled));
}

void paintMark(QPainter &painter, const QRectF &rect, const QColor &colour)
{
    const qreal side = std::min(rect.width(), rect.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2);
    painter.scale(side / 24, side / 24);
    painter.setPen(QPen(colour, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    QPainterPath hook; // an open ring that ends in a prompt
    hook.moveTo(20.2, 8.2);
    hook.arcTo(QRectF(2.8, 2.8, 18.4, 18.4), 25, 310);
    painter.drawPath(hook);
    painter.drawPolyline(QPolygonF({{8.2, 8.4}, {11.9, 12}, {8.2, 15.6}}));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QPointF(16.4, 12), 1.9, 1.9);
    painter.restore();
}

QIcon applicationIcon()
{
    QIcon result;
    for (const int side : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0x3B, 0x5B, 0xDB));
        painter.drawRoundedRect(QRectF(0, 0, side, side), side * 0.22, side * 0.22);
        paintMark(painter, QRectF(side * 0.18, side * 0.18, side * 0.64, side * 0.64), Qt::white);
        painter.end();
        result.addPixmap(pixmap);
    }
    return result;
}

} // namespace console
