// SPDX-License-Identifier: Apache-2.0
#include "models/store/sqlquery.h"

#include <sqlite3.h>

namespace console {

SqlQuery::SqlQuery(sqlite3 *handle, const QByteArray &sql, bool kept)
{
    sqlite3_prepare_v3(handle, sql.constData(), int(sql.size()), kept ? SQLITE_PREPARE_PERSISTENT : 0, &m_statement, nullptr);
}

SqlQuery::~SqlQuery()
{
    sqlite3_finalize(m_statement);
}

void SqlQuery::bind(int place, const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::QString: {
        const auto &text = *static_cast<const QString *>(value.constData());
        const QByteArray utf8 = text.toUtf8();
        if (text.isNull())
            sqlite3_bind_null(m_statement, place);
        else
            sqlite3_bind_text64(m_statement, place, utf8.constData(), sqlite3_uint64(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
        break;
    }
    case QMetaType::QByteArray: {
        const auto &bytes = *static_cast<const QByteArray *>(value.constData());
        if (bytes.isNull())
            sqlite3_bind_null(m_statement, place);
        else
            sqlite3_bind_blob64(m_statement, place, bytes.constData(), sqlite3_uint64(bytes.size()), SQLITE_STATIC);
        break;
    }
    case QMetaType::UnknownType:
        sqlite3_bind_null(m_statement, place);
        break;
    default:
        sqlite3_bind_int64(m_statement, place, value.toLongLong());
        break;
    }
}

bool SqlQuery::exec(const QVariantList &values)
{
    sqlite3_reset(m_statement);
    Q_ASSERT(sqlite3_bind_parameter_count(m_statement) == values.size());
    for (qsizetype i = 0; i < values.size(); ++i)
        bind(int(i) + 1, values.at(i));
    const int code = sqlite3_step(m_statement);
    m_row = code == SQLITE_ROW;
    m_failed = code != SQLITE_ROW && code != SQLITE_DONE;
    if (code == SQLITE_DONE)
        sqlite3_reset(m_statement);
    return !m_failed;
}

bool SqlQuery::next()
{
    if (m_row) {
        m_row = false;
        return true;
    }
    if (sqlite3_stmt_busy(m_statement) == 0)
        return false;
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    m_failed = code != SQLITE_DONE;
    if (!m_failed)
        finish();
    return false;
}

void SqlQuery::finish()
{
    m_row = false;
    sqlite3_reset(m_statement);
}

qint64 SqlQuery::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

bool SqlQuery::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

QString SqlQuery::text(int column) const
{
    const auto *utf8 = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    // An empty text is a text: only NULL gives a null string.
    return utf8 == nullptr ? QString() : QString::fromUtf8(utf8, sqlite3_column_bytes(m_statement, column));
}

QByteArray SqlQuery::blob(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return {bytes, sqlite3_column_bytes(m_statement, column)};
}

std::optional<Timestamp> SqlQuery::time(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(fromMillis(integer(column)));
}

QVariant SqlQuery::value(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_NULL: return {};
    case SQLITE_INTEGER: return integer(column);
    case SQLITE_BLOB: return blob(column);
    default: return text(column);
    }
}

} // namespace console
