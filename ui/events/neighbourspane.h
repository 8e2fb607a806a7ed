// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/comparisonloader.h"
#include "models/tables/eventloader.h"
#include "models/tables/neighbourtable.h"

#include <QWidget>

namespace console {

class Button;
class DataTable;
class Label;

/// The events near the one in the inspector; Enter or a double click opens one, a button compares. Reads when it is shown.
/// GUI thread.
class NeighboursPane : public QWidget
{
    Q_OBJECT
public:
    explicit NeighboursPane(std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);
    /// Without it nothing is read.
    void attach(ReadPool &pool);
    void present(const std::shared_ptr<const LoadedEvent> &event);
    void clear();

Q_SIGNALS:
    void openRequested(qint64 seq);
    /// The event in the inspector with this one.
    void compareRequested(const console::EventRef &other);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void read();
    void showState();
    [[nodiscard]] qint64 chosenSeq() const;

    std::shared_ptr<const LoadedEvent> m_event;
    NeighbourTable m_table;
    std::unique_ptr<NeighbourLoader> m_loader;
    qint64 m_readOf = 0;
    DataTable *m_view = nullptr;
    Button *m_open = nullptr;
    Button *m_compare = nullptr;
    Label *m_state = nullptr;
};

} // namespace console
