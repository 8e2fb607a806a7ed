// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/window/pagemodels.h"
#include "models/store/importfolder.h"

#include <QWidget>

namespace console {

class Banner;
class EventsPage;
class TakeAlongDesk;

/// A window over one import: its events, to look at only. Owns its reader, its models and its page; shares nothing with the
/// window of the own events. GUI thread.
class ImportView : public QWidget
{
    Q_OBJECT
public:
    ImportView(const StorePaths &paths, const ImportInfo &info);
    ~ImportView() override;

    [[nodiscard]] const QString &name() const { return m_name; }

private:
    QString m_name;
    std::shared_ptr<const Clock> m_clock = std::make_shared<SystemClock>();
    std::unique_ptr<StoreWatch> m_watch;
    ReadPool m_pool;
    PageModels m_models;
    EventsPage *m_page = nullptr;
    Banner *m_notice = nullptr;
    std::unique_ptr<TakeAlongDesk> m_desk;
};

} // namespace console
