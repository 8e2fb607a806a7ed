// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QIcon>
#include <QPainterPath>

class QPainter;
class QRectF;

namespace console {

/// The icons of the window (Lucide, see resources/icons). `None` draws nothing.
enum class Icon {
    None, Activity, ArrowDown, ArrowRight, ArrowUp, Bell, Briefcase, Check, ChevronDown, ChevronLeft,
    ChevronRight, ChevronUp, ChevronsUpDown, Circle, CircleAlert, CircleCheck, CircleDashed, CircleX, Clock, Command,
    Copy, Dashboard, Database, Download, Ellipsis, Enter, ExternalLink, Eye, EyeOff, FileText, Filter, Flask, Folder,
    Compare, History, Hourglass, Inbox, Info, Key, Layers, Link, Loader, Message, Minus, Monitor, Moon, Palette, Pause, Pencil,
    Pin, Play, Plug,
    Plus, Power, Radio, Refresh, Search, Settings, ShieldAlert, ShieldCheck, ShieldX, Sun, Table, Terminal, Timer, Trash,
    Undo, Unlink, Upload, User, Users, Warning, Webhook, X, Zap
};

/// Outline on a 24 x 24 grid, to be stroked 2 wide with round caps. Empty for None. GUI thread.
[[nodiscard]] const QPainterPath &iconPath(Icon icon);

/// Strokes the icon into `rect` (kept square, centred). Crisp at every device pixel ratio. `weight` is the stroke on the
/// 24 grid.
void paintIcon(QPainter &painter, const QRectF &rect, Icon icon, const QColor &colour, qreal weight = 2.0);

/// An icon for buttons and menus, drawn when it is asked for at the size and ratio it is asked for. Without `disabled`
/// the disabled look is the colour at 40 %.
[[nodiscard]] QIcon icon(Icon icon, const QColor &colour, const QColor &disabled = {});

/// The mark of the program: a console prompt caught by a hook, drawn by us.
void paintMark(QPainter &painter, const QRectF &rect, const QColor &colour);
/// The mark on a rounded ground, for the window and the desktop, in sizes from 16 to 256.
[[nodiscard]] QIcon applicationIcon();

} // namespace console
