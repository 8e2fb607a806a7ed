// SPDX-License-Identifier: Apache-2.0
#include "app/listener/answerqueue.h"

namespace console {

quint32 AnswerQueue::open(const AnswerForm &form)
{
    m_places.push_back({{}, form});
    return m_number + quint32(m_places.size()) - 1;
}

void AnswerQueue::push(const QByteArray &bytes)
{
    m_places.push_back({bytes, {}});
}

void AnswerQueue::settle(quint32 place, const HttpAnswer &answer, const QByteArray &date)
{
    const quint32 index = place - m_number;
    if (index >= m_places.size() || int(index) < m_first || !m_places[index].bytes.isNull())
        return;
    Place &found = m_places[index];
    found.form.close |= m_closing && index + 1 == m_places.size();
    found.bytes = serialised(answer, found.form, date);
}

bool AnswerQueue::takeDue(QByteArray &out)
{
    while (!m_ended && waiting() > 0 && !m_places[size_t(m_first)].bytes.isNull()) {
        const Place &place = m_places[size_t(m_first)];
        if (out.isEmpty())
            out = place.bytes;
        else
            out.append(place.bytes);
        m_ended = place.form.close;
        ++m_first;
    }
    // Emptied as a whole: in the usual case, one request at a time, nothing is moved or allocated.
    if (waiting() == 0 || m_first >= 64) {
        m_number += quint32(m_first);
        m_places.erase(m_places.begin(), m_places.begin() + m_first);
        m_first = 0;
    }
    return m_ended;
}

} // namespace console
