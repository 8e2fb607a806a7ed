// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/listener/httpanswer.h"

#include <vector>

namespace console {

/// Puts the answers of one connection into the order of its requests (RFC 9112 section 9.3.2), whatever the order in
/// which they are known. Pure state; one thread.
class AnswerQueue
{
public:
    /// A place in line for one request; `form` is kept for its answer. Numbers are never used twice.
    [[nodiscard]] quint32 open(const AnswerForm &form);
    /// A place for bytes that are ready now (100 Continue).
    void push(const QByteArray &bytes);
    /// The answer of a place; an unknown or settled one is ignored. After an answer with `close` nothing follows.
    void settle(quint32 place, const HttpAnswer &answer, const QByteArray &date);
    /// From now on each answer says that the connection closes after it. Answers already made stay as they are.
    void closeAfterNext() { m_closing = true; }

    /// Moves the bytes that are due into `out`. True when the last answer of the connection is among them.
    [[nodiscard]] bool takeDue(QByteArray &out);
    /// Places without bytes taken yet.
    [[nodiscard]] int waiting() const { return int(m_places.size()) - m_first; }

private:
    struct Place
    {
        QByteArray bytes; ///< null: not known yet
        AnswerForm form;
    };
    std::vector<Place> m_places;
    int m_first = 0;       ///< index of the oldest place
    quint32 m_number = 0;  ///< of the place at index 0
    bool m_closing = false;
    bool m_ended = false;
};

} // namespace console
