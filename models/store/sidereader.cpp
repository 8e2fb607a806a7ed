// SPDX-License-Identifier: Apache-2.0
#include "models/store/sidereader.h"

#include "models/store/schema.h"

namespace console {

SideReader::SideReader(QString file) : m_file(std::move(file))
{
    m_thread = std::thread([this] { run(); });
}

SideReader::~SideReader()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void SideReader::start(std::function<void(SqliteDatabase *)> job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_job = std::move(job);
    }
    m_wake.notify_all();
}

void SideReader::wait()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return !m_job; });
}

void SideReader::run()
{
    std::unique_ptr<SqliteDatabase> database;
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_ends || m_job; });
        if (!m_job)
            return;
        const std::function<void(SqliteDatabase *)> job = m_job; // m_job itself says that it is under way
        lock.unlock();
        if (!database) {
            Result<std::unique_ptr<SqliteDatabase>> opened = SqliteDatabase::open(m_file, SqliteDatabase::Mode::ReadOnly);
            if (opened && prepareForReading(**opened))
                database = std::move(*opened);
        }
        job(database.get());
        lock.lock();
        m_job = nullptr;
        m_wake.notify_all();
    }
}

} // namespace console
