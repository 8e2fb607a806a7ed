// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/codetext.h"
#include "models/store/readpool.h"

namespace console {

/// One record with its versions, texts ready to show; versions newest first, the present one included.
struct LoadedRecord
{
    struct Version
    {
        Timestamp seenAt;
        qint64 runId = 0;
        std::shared_ptr<const CodeText> pretty; ///< never null
    };
    RecordRow row;
    QVector<Version> versions;
};

/// Reads one record; the latest request wins. Lives on the GUI thread.
class RecordLoader : public QObject
{
    Q_OBJECT
public:
    RecordLoader(ReadPool &pool, QObject *parent = nullptr);

    /// `loaded` or `failed` follows, never inside load().
    void load(qint64 key);
    void clear();
    [[nodiscard]] qint64 key() const { return m_key; }

Q_SIGNALS:
    void loaded(const std::shared_ptr<const console::LoadedRecord> &record);
    void failed(qint64 key, const console::Error &error);

private:
    ReadPool &m_pool;
    qint64 m_key = 0;
    quint64 m_round = 0;
};

} // namespace console
