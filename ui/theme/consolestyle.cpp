// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/consolestyle.h"

#include "ui/theme/controlpainting.h"
#include "ui/theme/icons.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QBitmap>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleOption>
#include <QTabBar>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace console {
namespace {

constexpr auto kindProperty = "consoleButtonKind";

template <class Option> const Option *as(const QStyleOption *option) { return qstyleoption_cast<const Option *>(option); }

// A copy whose text has this colour and no focus: selections here are soft grounds, their text stays as it is.
template <class Option> Option unfocused(Option option, QPalette::ColorRole role, const QColor &text)
{
    option.palette.setColor(role, text);
    option.state.setFlag(QStyle::State_HasFocus, false);
    return option;
}

/// Whether a window can be seen through at its corners. On X that takes a compositor, which may be missing or go at any
/// time, and what is clear is black then: menus are cut to their shape there.
bool clearWindows()
{
    return QGuiApplication::platformName().startsWith(u"wayland"_s);
}

QRegion roundedRegion(const QRect &rect, int radius)
{
    QBitmap shape(rect.size());
    shape.clear();
    QPainter painter(&shape);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::color1);
    painter.drawRoundedRect(shape.rect(), radius, radius);
    painter.end();
    return QRegion(shape).translated(rect.topLeft());
}

} // namespace

void setButtonKind(QPushButton *button, ButtonKind kind)
{
    button->setProperty(kindProperty, int(kind));
    button->update();
}

ButtonKind buttonKind(const QWidget *button)
{
    const QVariant kind = button ? button->property(kindProperty) : QVariant();
    if (kind.isValid())
        return ButtonKind(kind.toInt());
    const auto *push = qobject_cast<const QPushButton *>(button);
    return push && push->isDefault() ? ButtonKind::Primary : ButtonKind::Secondary;
}

ConsoleStyle::ConsoleStyle(const Theme &theme) : QProxyStyle(u"Fusion"_s), m_theme(theme) {}

void ConsoleStyle::polish(QPalette &palette)
{
    palette = m_theme.palette();
}

void ConsoleStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QPushButton *>(widget)) {
        widget->setFont(fontFor(TextRole::Strong));
        widget->setAttribute(Qt::WA_Hover);
    } else if (qobject_cast<QHeaderView *>(widget)) {
        widget->setFont(fontFor(TextRole::Caption));
    } else if (qobject_cast<QTabBar *>(widget)) {
        widget->setFont(fontFor(TextRole::Strong));
        widget->setAttribute(Qt::WA_Hover);
    } else if (qobject_cast<QComboBox *>(widget) || qobject_cast<QScrollBar *>(widget)
               || qobject_cast<QAbstractSpinBox *>(widget) || qobject_cast<QLineEdit *>(widget)) {
        widget->setAttribute(Qt::WA_Hover);
    } else if (auto *menu = qobject_cast<QMenu *>(widget)) {
        menu->setWindowFlag(Qt::FramelessWindowHint);
        menu->setAttribute(Qt::WA_TranslucentBackground, clearWindows());
    }
}

void ConsoleStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        if (const auto *button = as<QStyleOptionButton>(option))
            return paintButton(m_theme, *painter, *button, buttonKind(widget));
        break;
    case PE_FrameLineEdit:
    case PE_PanelLineEdit:
        if (const auto *frame = as<QStyleOptionFrame>(option); frame && frame->lineWidth > 0)
            paintField(m_theme, *painter, *option);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return paintCheckMark(m_theme, *painter, *option);
    case PE_IndicatorRadioButton:
        return paintRadioMark(m_theme, *painter, *option);
    case PE_FrameFocusRect:
        // Controls with a shape of their own draw their ring with it.
        if (!qobject_cast<const QPushButton *>(widget) && !qobject_cast<const QAbstractItemView *>(widget)
            && !qobject_cast<const QTabBar *>(widget) && !qobject_cast<const QComboBox *>(widget))
            paintFocusRing(m_theme, *painter, option->rect, m_theme.radius - 2);
        return;
    case PE_PanelMenu:
        if (!clearWindows()) // what the mask leaves of a corner's smooth edge lies on this
            painter->fillRect(option->rect, m_theme.borderStrong);
        return paintBox(*painter, option->rect, m_theme.surface, m_theme.borderStrong, m_theme.cardRadius);
    case PE_FrameMenu:
    case PE_FrameTabBarBase:
    case PE_FrameStatusBarItem:
        return;
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, option->palette.color(QPalette::ToolTipBase));
        return paintBox(*painter, option->rect, {}, m_theme.dark ? m_theme.borderStrong : m_theme.text, 0);
    case PE_Frame:
        if (const auto *frame = as<QStyleOptionFrame>(option); frame && frame->lineWidth > 0)
            paintBox(*painter, option->rect, {}, m_theme.border, qobject_cast<const QAbstractScrollArea *>(widget) ? 0 : m_theme.radius);
        return;
    case PE_PanelItemViewItem:
        if (option->state.testFlag(State_Selected))
            painter->fillRect(option->rect, m_theme.selection);
        else if (option->state.testFlag(State_MouseOver))
            painter->fillRect(option->rect, m_theme.hover);
        return;
    case PE_PanelItemViewRow: // tables paint their rows themselves, lists and trees their items
    case PE_IndicatorHeaderArrow: // drawn with the label
        return;
    case PE_PanelScrollAreaCorner:
        return painter->fillRect(option->rect, m_theme.surface);
    case PE_IndicatorBranch:
        if (option->state.testFlag(State_Children)) {
            const QRectF box(option->rect.center().x() - 6, option->rect.center().y() - 6, 13, 13);
            paintIcon(*painter, box, option->state.testFlag(State_Open) ? Icon::ChevronDown : Icon::ChevronRight,
                      m_theme.textFaint);
        }
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void ConsoleStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto *button = as<QStyleOptionButton>(option))
            return paintButtonLabel(m_theme, *painter, *button, buttonKind(widget));
        break;
    case CE_PushButtonBevel:
        return drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
    case CE_TabBarTabShape:
        if (const auto *tab = as<QStyleOptionTab>(option))
            return paintTab(m_theme, *painter, *tab);
        break;
    case CE_TabBarTabLabel:
        if (const auto *tab = as<QStyleOptionTab>(option))
            return paintTabLabel(m_theme, *painter, *tab);
        break;
    case CE_Header: // without the base's margins: the label keeps its own
        if (const auto *header = as<QStyleOptionHeader>(option)) {
            paintHeaderSection(m_theme, *painter, *header);
            return paintHeaderLabel(m_theme, *painter, *header);
        }
        break;
    case CE_HeaderSection:
        if (const auto *header = as<QStyleOptionHeader>(option))
            return paintHeaderSection(m_theme, *painter, *header);
        break;
    case CE_HeaderLabel:
        if (const auto *header = as<QStyleOptionHeader>(option))
            return paintHeaderLabel(m_theme, *painter, *header);
        break;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, m_theme.raised);
        painter->fillRect(QRectF(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), m_theme.border);
        return;
    case CE_ItemViewItem:
        if (const auto *item = as<QStyleOptionViewItem>(option)) {
            const QStyleOptionViewItem quiet = unfocused(*item, QPalette::HighlightedText, m_theme.text);
            return QProxyStyle::drawControl(element, &quiet, painter, widget);
        }
        break;
    case CE_MenuItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option))
            return paintMenuItem(m_theme, *painter, *item);
        break;
    case CE_ProgressBar:
        if (const auto *bar = as<QStyleOptionProgressBar>(option))
            return paintProgress(m_theme, *painter, *bar);
        break;
    case CE_Splitter:
        return painter->fillRect(option->rect, m_theme.border);
    case CE_ComboBoxLabel:
        if (const auto *combo = as<QStyleOptionComboBox>(option)) {
            const QStyleOptionComboBox plain = unfocused(*combo, QPalette::ButtonText, m_theme.text);
            return QProxyStyle::drawControl(element, &plain, painter, widget);
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void ConsoleStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                      const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = as<QStyleOptionSlider>(option)) {
            if (bar->maximum > bar->minimum)
                paintScrollHandle(m_theme, *painter, *bar, subControlRect(control, option, SC_ScrollBarSlider, widget));
            return;
        }
    }
    if (control == CC_ComboBox) {
        if (const auto *combo = as<QStyleOptionComboBox>(option))
            return paintComboBox(m_theme, *painter, *combo);
    }
    if (control == CC_SpinBox) {
        if (const auto *spin = as<QStyleOptionSpinBox>(option)) {
            paintField(m_theme, *painter, *spin);
            if (spin->buttonSymbols != QAbstractSpinBox::NoButtons)
                paintSpinButtons(m_theme, *painter, *spin, subControlRect(control, option, SC_SpinBoxUp, widget),
                                 subControlRect(control, option, SC_SpinBoxDown, widget));
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect ConsoleStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub,
                                   const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        const auto *bar = as<QStyleOptionSlider>(option);
        if (!bar)
            return {};
        if (sub == SC_ScrollBarAddLine || sub == SC_ScrollBarSubLine)
            return {};
        const bool vertical = bar->orientation == Qt::Vertical;
        const int length = vertical ? bar->rect.height() : bar->rect.width();
        const qint64 range = qint64(bar->maximum) - bar->minimum;
        const qint64 all = range + std::max(bar->pageStep, 1);
        const int handle = range > 0 ? std::clamp(int(qint64(length) * bar->pageStep / all), std::min(28, length), length) : length;
        const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle,
                                                  bar->upsideDown);
        const auto piece = [&](int from, int extent) {
            return vertical ? QRect(bar->rect.left(), bar->rect.top() + from, bar->rect.width(), extent)
                            : QRect(bar->rect.left() + from, bar->rect.top(), extent, bar->rect.height());
        };
        switch (sub) {
        case SC_ScrollBarSlider: return piece(start, handle);
        case SC_ScrollBarSubPage: return piece(0, start);
        case SC_ScrollBarAddPage: return piece(start + handle, length - start - handle);
        default: return bar->rect;
        }
    }
    if (control == CC_ComboBox && sub == SC_ComboBoxEditField)
        return option->rect.adjusted(10, 2, -28, -2);
    if (control == CC_SpinBox) {
        const QRect r = option->rect;
        if (sub == SC_SpinBoxEditField)
            return r.adjusted(4, 2, -24, -2);
        if (sub == SC_SpinBoxUp)
            return {r.right() - 23, r.top() + 1, 20, r.height() / 2};
        if (sub == SC_SpinBoxDown)
            return {r.right() - 23, r.top() + r.height() / 2, 20, r.height() / 2};
    }
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

QRect ConsoleStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents)
        return QProxyStyle::subElementRect(element, option, widget).adjusted(6, 0, -6, 0);
    if (element == SE_ProgressBarContents || element == SE_ProgressBarGroove)
        return option->rect;
    return QProxyStyle::subElementRect(element, option, widget);
}

QSize ConsoleStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                     const QWidget *widget) const
{
    switch (type) {
    case CT_PushButton:
        if (const auto *button = as<QStyleOptionButton>(option)) {
            const bool iconOnly = button->text.isEmpty();
            const int menu = button->features & QStyleOptionButton::HasMenu ? 10 : 0;
            return {iconOnly ? m_theme.controlHeight : size.width() + 28 + menu, m_theme.controlHeight};
        }
        break;
    case CT_LineEdit:
        return {size.width() + 12, std::max(m_theme.controlHeight, size.height())};
    case CT_ComboBox:
        return {QProxyStyle::sizeFromContents(type, option, size, widget).width() + 26, m_theme.controlHeight};
    case CT_SpinBox:
        return {size.width() + 34, m_theme.controlHeight};
    case CT_TabBarTab:
        return {QProxyStyle::sizeFromContents(type, option, size, widget).width() + 4, 36};
    case CT_MenuItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option))
            return menuItemSize(*item, size);
        break;
    case CT_HeaderSection:
        return {size.width() + 40, m_theme.headerHeight};
    case CT_ItemViewItem:
        return {QProxyStyle::sizeFromContents(type, option, size, widget).width(), std::max(28, size.height() + 8)};
    case CT_ProgressBar:
        return {size.width(), 10};
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

int ConsoleStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent: return 10;
    case PM_ScrollBarSliderMin: return 28;
    case PM_ScrollView_ScrollBarSpacing: return 0;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return 18;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return 8;
    case PM_ButtonIconSize:
    case PM_SmallIconSize: return 16;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    case PM_DefaultFrameWidth: return 1;
    case PM_MenuPanelWidth: return 1;
    case PM_MenuVMargin: return 5;
    case PM_MenuHMargin: return 0;
    case PM_SplitterWidth: return 1;
    case PM_FocusFrameHMargin: return 8; // between the edge of a list and its text
    case PM_TabBarTabHSpace: return 14;
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabOverlap: return 0;
    case PM_HeaderMargin: return 12;
    case PM_HeaderGripMargin: return 6;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return 8;
    case PM_ToolTipLabelFrameWidth: return 6;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ConsoleStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_ScrollBar_Transient: return 0;
    case SH_ItemView_ActivateItemOnSingleClick: return 0;
    case SH_ItemView_ShowDecorationSelected: return 1;
    case SH_TabBar_Alignment: return Qt::AlignLeft;
    case SH_TabBar_ElideMode: return Qt::ElideRight;
    case SH_ComboBox_Popup: return 0;
    case SH_DialogButtonBox_ButtonsHaveIcons: return 0;
    case SH_EtchDisabledText: return 0;
    case SH_UnderlineShortcut: return 0;
    case SH_ScrollBar_LeftClickAbsolutePosition: return 0;
    case SH_Header_ArrowAlignment: return Qt::AlignRight;
    case SH_Menu_Mask:
        if (auto *mask = qstyleoption_cast<QStyleHintReturnMask *>(data); mask && option && !clearWindows()) {
            mask->region = roundedRegion(option->rect, m_theme.cardRadius);
            return 1;
        }
        return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QIcon ConsoleStyle::standardIcon(StandardPixmap pixmap, const QStyleOption *option, const QWidget *widget) const
{
    switch (pixmap) {
    case SP_LineEditClearButton: return icon(Icon::X, m_theme.textFaint);
    case SP_MessageBoxWarning: return icon(Icon::Warning, m_theme.tone(Tone::Warning).text);
    case SP_MessageBoxCritical: return icon(Icon::CircleX, m_theme.tone(Tone::Bad).text);
    case SP_MessageBoxInformation:
    case SP_MessageBoxQuestion: return icon(Icon::Info, m_theme.tone(Tone::Accent).text);
    default: return QProxyStyle::standardIcon(pixmap, option, widget);
    }
}

} // namespace console
