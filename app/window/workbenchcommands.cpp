// SPDX-License-Identifier: Apache-2.0
// Workbench: what the command palette offers beyond the pages.
#include "app/window/workbench.h"

#include "app/window/settingslink.h"
#include "app/window/takealongdesk.h"
#include "ui/events/eventspage.h"
#include "ui/events/viewoptions.h"
#include "ui/shell/mainwindow.h"

namespace console {

using namespace Qt::StringLiterals;

void Workbench::addCommands()
{
    addLookCommands();
    addActionCommands();
    addFilterCommands();
}

void Workbench::addCommand(const QString &id, const QString &title, Icon icon, std::function<void()> run)
{
    m_window->addCommand({id, title, tr("Actions"), {}, icon, {}, std::move(run)});
}

/// How everything looks, and how events are shown.
void Workbench::addLookCommands()
{
    const auto mode = [this](ColorMode wanted) {
        m_parts.theme->setMode(wanted);
        m_parts.settings->setValue(u"appearance/mode"_s, colorModeName(wanted));
    };
    addCommand(u"theme-light"_s, tr("Use the light theme"), Icon::Sun, [mode] { mode(ColorMode::Light); });
    addCommand(u"theme-dark"_s, tr("Use the dark theme"), Icon::Moon, [mode] { mode(ColorMode::Dark); });
    addCommand(u"theme-system"_s, tr("Follow the desktop's theme"), Icon::Monitor, [mode] { mode(ColorMode::System); });
    const auto choose = [this](Density density) {
        m_parts.theme->setDensity(density);
        m_parts.settings->setValue(u"appearance/compact"_s, density == Density::Compact);
    };
    connect(m_events, &EventsPage::densityChosen, this, choose);
    addCommand(u"density"_s, tr("Switch between comfortable and compact rows"), Icon::Table, [this, choose] {
        choose(m_parts.theme->density() == Density::Compact ? Density::Comfortable : Density::Compact);
    });
    ViewOptions *events = m_events->options();
    addCommand(u"row-numbers"_s, tr("Show or hide row numbers of events"), Icon::Table, [events] { events->setRowNumbers(!events->rowNumbers()); });
    addCommand(u"relative-times"_s, tr("Show times of events as moments or as ages"), Icon::Clock,
               [events] { events->setTimes({!events->times().relative, events->times().utc}); });
    addCommand(u"utc-times"_s, tr("Show times of events in local time or UTC"), Icon::Clock,
               [events] { events->setTimes({events->times().relative, !events->times().utc}); });
}

void Workbench::addActionCommands()
{
    addCommand(u"export"_s, tr("Export events…"), Icon::Download, [this] {
        openPage(u"events"_s);
        m_takeAlong->exportEvents();
    });
    addCommand(u"import"_s, tr("Import events…"), Icon::Upload, [this] {
        openPage(u"events"_s);
        m_takeAlong->importEvents();
    });
    addCommand(u"add-environment"_s, tr("Add an environment"), Icon::Plus, [this] {
        openPage(u"settings"_s);
        m_settings->startNewEnvironment();
    });
    addCommand(u"pinned"_s, tr("Show pinned events"), Icon::Pin, [this] {
        openPage(u"events"_s);
        m_events->showFilter(u"pinned:yes"_s);
    });
    addCommand(u"colour-rules"_s, tr("Edit the colour rules"), Icon::Palette, [this] {
        openPage(u"events"_s);
        m_events->editColours();
    });
    addCommand(u"rejected"_s, tr("Show rejected deliveries"), Icon::ShieldX, [this] {
        openPage(u"events"_s);
        m_events->showFilter(u"verdict:rejected"_s);
    });
}

/// The saved filters in the palette.
void Workbench::addFilterCommands()
{
    for (const QString &id : std::as_const(m_filterCommands))
        m_window->removeCommand(id);
    m_filterCommands.clear();
    for (const SavedFilter &filter : m_events->savedFilters()) {
        const QString id = u"filter/"_s + filter.name;
        m_filterCommands.append(id);
        m_window->addCommand({id, tr("Show %1").arg(filter.name), tr("Filters"), {}, Icon::Filter, {filter.text}, [this, text = filter.text] {
                                  openPage(u"events"_s);
                                  m_events->showFilter(text);
                              }});
    }
}

} // namespace console
