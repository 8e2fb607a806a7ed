// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/button.h"
#include "ui/widgets/datatable.h"

#include <QAbstractButton>
#include <QLabel>
#include <QSet>
#include <QWidget>

namespace console {

/// The widget of a class that screen readers know by this name (or that shows this text); nullptr when there is none.
template <class T> T *named(const QWidget &page, const QString &name)
{
    for (T *widget : page.findChildren<T *>()) {
        if (widget->accessibleName() == name)
            return widget;
        if constexpr (std::is_base_of_v<QAbstractButton, T>) {
            if (widget->text() == name)
                return widget;
        }
    }
    return nullptr;
}

/// Whether some label in view shows this text.
inline bool shows(const QWidget &page, const QString &part)
{
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().contains(part))
            return true;
    }
    return false;
}

/// Names that two reachable controls share; empty when every one can be told from the others.
inline QStringList sharedNames(const QWidget &page)
{
    QSet<QString> seen;
    QStringList shared;
    for (const QWidget *widget : page.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const QString name = widget->accessibleName().isEmpty() && button != nullptr ? button->text() : widget->accessibleName();
        if (name.isEmpty())
            continue;
        if (seen.contains(name))
            shared.append(name);
        seen.insert(name);
    }
    return shared;
}

} // namespace console
