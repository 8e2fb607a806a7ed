// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/kombo/apipage.h"
#include "models/domain/endpointmap.h"
#include "models/domain/run.h"

#include <QSet>

namespace console {

/// Walks one list endpoint from its first page to its last. A state machine without any I/O: request() says what to ask
/// now, advance() takes the page that came.
class PageWalk
{
public:
    /// `watermark` is where the last complete read of this endpoint began. It becomes `updated_after` of a delta where
    /// the endpoint has that filter; without one, and for a full read, everything is read.
    PageWalk(Endpoint endpoint, QString integrationId, RunKind kind, std::optional<Timestamp> watermark);

    /// The request for the page that is to be read now; all filters are repeated with each cursor (Kombo's docs,
    /// pagination: the server takes them from the query, not from the cursor). Precondition: !ended().
    [[nodiscard]] ApiRequest request() const;

    /// Takes the page that request() brought. Errors, all RemoteFault, each ends the walk: `cursor-loop` (a cursor came
    /// a second time), `empty-pages` (a hundred empty ones in a row, each with a cursor), `too-many-pages`,
    /// `page-shape` (a paged list did not say whether there is more).
    [[nodiscard]] Result<void> advance(const ApiPage &page);

    [[nodiscard]] bool ended() const { return m_ended; } ///< the last page was taken, or advance() failed
    [[nodiscard]] const Endpoint &endpoint() const { return m_endpoint; }
    [[nodiscard]] std::optional<Timestamp> updatedAfter() const { return m_updatedAfter; }

private:
    [[nodiscard]] tl::unexpected<Error> fail(const QString &code);

    Endpoint m_endpoint;
    QString m_integrationId;
    std::optional<Timestamp> m_updatedAfter;
    QString m_cursor; ///< null: first page
    QSet<QString> m_seen;
    int m_pages = 0;
    int m_emptyInARow = 0;
    bool m_ended = false;
};

} // namespace console
