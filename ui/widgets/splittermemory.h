// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHBoxLayout>
#include <QSettings>
#include <QSplitter>

namespace console {

/// Restores where a person left the handle of a splitter and keeps it from now on under `key`. Without settings nothing is
/// kept; they outlive the splitter. GUI thread.
inline void rememberSplitter(QSplitter *splitter, QSettings *settings, const QString &key)
{
    if (settings == nullptr)
        return;
    const QByteArray kept = settings->value(key).toByteArray();
    if (!kept.isEmpty())
        splitter->restoreState(kept);
    QObject::connect(splitter, &QSplitter::splitterMoved, splitter,
                     [splitter, settings, key] { settings->setValue(key, splitter->saveState()); });
}

/// Lays a page out as its main part with an inspector at the right of it, and remembers the handle between them.
inline void placeBeside(QWidget *page, QWidget *main, QWidget *inspector, QSettings *settings, const QString &key)
{
    auto *splitter = new QSplitter(Qt::Horizontal, page);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(main);
    splitter->addWidget(inspector);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({760, 430});
    rememberSplitter(splitter, settings, key);
    auto *layout = new QHBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
}

} // namespace console
