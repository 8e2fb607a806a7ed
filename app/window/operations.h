// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/collector/collector.h"

#include <QJsonObject>

namespace console {

/// What a person can have done from the window. Done by the own collector when this process owns the store, else asked of
/// the owner over its socket. Lives on the GUI thread; every call returns at once.
class Operations : public QObject
{
    Q_OBJECT
public:
    /// `collector` may be nullptr; else it outlives this.
    Operations(StorePaths paths, Collector *collector, QObject *parent = nullptr);

    void fetch(const FetchRequest &request);
    void cancel(qint64 runId);
    void sync(const QString &environment, const QString &integrationId, bool full);
    void addIntegration(const QString &environment, const QString &integrationId);
    void saveEnvironment(const Environment &environment, const std::optional<EnvironmentSecrets> &secrets);
    void removeEnvironment(const QString &name);
    /// Asks Kombo whether the key is good.
    void checkKey(const QString &environment);
    void saveSetting(const QString &key, const QString &value);
    /// Pins and comments, of all these events or of none; `marked` follows, never inside mark().
    void mark(const QVector<qint64> &events, const MarkChange &change);

Q_SIGNALS:
    /// A run of the own collector; the owner's runs are seen through the store.
    void runProgressed(const console::RunRow &run);
    /// Something that was asked for was done; a sentence for people.
    void done(const QString &text);
    /// `what` names what was tried, such as "Fetch personio:x".
    void failed(const QString &what, const console::Error &error);
    /// `refusal`: why nothing was changed.
    void marked(const QVector<qint64> &events, const console::MarkChange &change, const std::optional<console::Error> &refusal);
    void keyChecked(const QString &environment, const tl::expected<QString, console::Error> &answer);

private:
    void ask(const QString &command, const QJsonObject &arguments, const QString &what, const QString &success);
    void report(const QString &what, const QString &success, const Result<void> &result);

    StorePaths m_paths;
    Collector *m_collector;
    QHash<quint64, QString> m_tickets; ///< what each ticket of the fetch engine is for
};

} // namespace console
