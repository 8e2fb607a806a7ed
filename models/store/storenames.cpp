// SPDX-License-Identifier: Apache-2.0
#include "models/store/storenames.h"

namespace console {

namespace {

/// So many lookups cost about as much as reading all integrations.
constexpr int mostAsked = 200;

quint64 keyOf(quint64 environment, quint64 integration)
{
    return environment << 32 | integration;
}

} // namespace

bool StoreNames::refresh()
{
    const Result<SqlQuery *> query = m_store.run("read.revision");
    const qint64 revision = query && (*query)->next() ? (*query)->integer(3) : -1;
    if (query)
        (*query)->finish();
    m_asked = 0;
    if (revision == m_revision && revision >= 0)
        return false;
    m_revision = revision;
    m_known.clear();
    m_all = false;
    return true;
}

QString StoreNames::text(quint32 name)
{
    const Result<QString> text = m_store.name(name);
    if (!text)
        m_error = text.error();
    return text.value_or(QString());
}

QString StoreNames::known(IndexColumn column, quint32 environment, quint32 integration)
{
    const auto which = column == IndexColumn::Tool ? 0U : column == IndexColumn::Category ? 1U : 2U;
    const quint64 key = keyOf(environment, integration);
    if (const auto found = m_known.constFind(key); found != m_known.constEnd())
        return (*found)[which];
    if (!m_all && ++m_asked > mostAsked) {
        readAll();
        return m_known.value(key)[which];
    }
    Known known;
    if (!m_all) {
        const Result<SqlQuery *> query = m_store.run("read.fallback", {environment, integration});
        if (!query)
            m_error = query.error();
        else if ((*query)->next())
            known = {(*query)->text(0), (*query)->text(1), (*query)->text(2)};
        if (query)
            (*query)->finish();
    }
    return m_known.insert(key, known).value()[which];
}

void StoreNames::readAll()
{
    m_all = true;
    const Result<SqlQuery *> query = m_store.run("read.allFallbacks");
    if (!query) {
        m_error = query.error();
        return;
    }
    while ((*query)->next()) {
        m_known.insert(keyOf(quint64((*query)->integer(0)), quint64((*query)->integer(1))),
                       {(*query)->text(2), (*query)->text(3), (*query)->text(4)});
    }
    if (const Result<void> ended = m_store.ended(**query); !ended)
        m_error = ended.error();
}

} // namespace console
