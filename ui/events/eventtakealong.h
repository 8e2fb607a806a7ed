// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"

#include <QObject>

class QMenu;
class QSettings;

namespace console {

class Button;
class DataTable;
class EventTable;
class Inspector;

/// What chosen events can be copied as.
enum class CopyForm {
    Curl,       ///< a command with a placeholder for the signature
    SignedCurl, ///< the same, signed anew with the environment's current secret
    Body,
    Ndjson,
    Csv,
    Cells ///< tab-separated, for a spreadsheet
};

struct CopyRequest
{
    CopyForm form = CopyForm::Ndjson;
    QVector<qint64> events; ///< in the order shown
    bool rejected = false;
    bool masked = true; ///< Curl and Body are always as received
    bool operator==(const CopyRequest &) const = default;
};

/// Taking events along from the events page: *Copy as* in the inspector and in the table's menu, Ctrl+C for cells, *Export…*
/// (Ctrl+E). Asks only: what is copied holds signatures, which are not made here. GUI thread; belongs to the page, which
/// owns the widgets; table and settings (may be nullptr) outlive it.
class EventTakeAlong : public QObject
{
    Q_OBJECT
public:
    EventTakeAlong(EventTable &table, DataTable *view, Inspector *inspector, QSettings *settings, QObject *parent);

    /// What the inspector shows; nullptr: nothing.
    void inspect(const EventRow *row, bool rejected = false);
    /// Why nothing can be signed; empty: it can.
    void setSigningBlocked(const QString &reason) { m_signingBlocked = reason; }
    /// The chosen rows, in the order shown; at most so many.
    [[nodiscard]] QVector<qint64> chosenEvents(qsizetype most = mostCopied + 1) const;
    [[nodiscard]] bool masksCopies() const;

    static constexpr qsizetype mostCopied = 1'000;

Q_SIGNALS:
    void copyRequested(const console::CopyRequest &request);
    /// Why a key did nothing; a sentence for people.
    void noticed(const QString &text);

private:
    void fillMenu(QMenu *menu, const QVector<qint64> &events, bool rejected);
    void copyChosen(CopyForm form);
    void setMasksCopies(bool on);

    EventTable &m_table;
    DataTable *m_view;
    QSettings *m_settings;
    Button *m_button = nullptr; ///< in the inspector
    QString m_signingBlocked;
    qint64 m_event = 0; ///< in the inspector
    bool m_rejected = false;
    bool m_masks = true; ///< without settings
};

} // namespace console
