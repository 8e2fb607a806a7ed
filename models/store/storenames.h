// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/slotfacts.h"
#include "models/store/storereader_p.h"

#include <QHash>

#include <array>
#include <utility>

namespace console {

/// Names and integrations of the store. What is known of integrations holds until refresh() finds that it changed.
/// Belongs to a reader, on its thread.
class StoreNames : public SlotNames
{
public:
    explicit StoreNames(StoreReader::Private &store) : m_store(store) {}
    /// At the start of each scan. true: what was known of integrations may be different now.
    [[nodiscard]] bool refresh();
    [[nodiscard]] std::optional<Error> takeError() { return std::exchange(m_error, std::nullopt); }

    [[nodiscard]] QString text(quint32 name) override;
    [[nodiscard]] QString known(IndexColumn column, quint32 environment, quint32 integration) override;

private:
    using Known = std::array<QString, 3>; ///< tool, category, organization
    void readAll();

    StoreReader::Private &m_store;
    QHash<quint64, Known> m_known;
    qint64 m_revision = -1;
    int m_asked = 0;
    bool m_all = false;
    std::optional<Error> m_error;
};

} // namespace console
