// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/deliverytable.h"

#include <QWidget>

namespace console {

class CodeView;
class DataTable;

/// Every delivery of an event with our answer and its timing, and the headers of the chosen one. GUI thread.
class DeliveriesPane : public QWidget
{
    Q_OBJECT
public:
    explicit DeliveriesPane(std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);
    /// `deliveries`: oldest first.
    void show(const QVector<DeliveryRow> &deliveries);

private:
    void showHeaders(const QModelIndex &index);

    DeliveryTable m_table;
    DataTable *m_view = nullptr;
    CodeView *m_headers = nullptr;
};

} // namespace console
