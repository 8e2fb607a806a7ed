// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sandbox/identity.h"
#include "app/sandbox/tenant.h"

#include <map>

namespace console::sandbox {

struct WorldConfig
{
    quint64 seed = 1;
    int integrations = 12;
    qint64 records = 40; ///< of each model of an integration
    Timestamp epoch;     ///< when it begins
    /// Stretches what happens by chance: 1 is an event every two seconds of the world's time.
    double pace = 1.0;
    Millis debounce = std::chrono::seconds(30); ///< of data-changed (Kombo documentation, fetching data)
    bool silentChanges = false;                 ///< now and then a record changes without its `changed_at`
};

/// A webhook that the world wants to have sent.
struct Happening
{
    Timestamp at;
    QString type;
    QByteArray body;
    bool operator==(const Happening &) const = default;
};

/// The small living world behind the simulated Kombo. No I/O, no clock: time passes when advanceTo is called, and the
/// same seed, calls and times give the same world. Lives on the thread of its owner.
class World
{
public:
    explicit World(WorldConfig config);

    [[nodiscard]] Timestamp now() const { return m_now; }
    [[nodiscard]] const WorldConfig &config() const { return m_config; }
    [[nodiscard]] const std::vector<Tenant> &tenants() const { return m_tenants; }
    /// nullptr for an unknown or deleted one.
    [[nodiscard]] const Tenant *tenant(const QString &id) const;
    /// The environment's own id.
    [[nodiscard]] QString environmentId() const { return QString::fromLatin1(idOf(mix(m_config.seed, 99))); }

    /// What led to the beginning, oldest first, with times of the past days.
    [[nodiscard]] QVector<Happening> opening() const;
    /// Lets time pass; never backwards. What happened since the last call, by API calls too, oldest first.
    [[nodiscard]] QVector<Happening> advanceTo(Timestamp time);

    // What the REST API does. The id is one that tenant() knows.
    struct ForcedSync
    {
        bool alreadyQueued = false;
        QString id;
        QString type;
    };
    ForcedSync forceSync(const QString &id, bool full);
    void setEnabled(const QString &id, bool enabled);
    void remove(const QString &id);
    /// The customer gets a reconnection link and follows it twenty seconds later.
    void relink(const QString &id);

    /// For tests and faults: something happens to the records of an integration now.
    void touch(const QString &id);
    void changeRecord(const QString &id, const QString &model, qint64 index, const QString &deed);

private:
    enum class Action {
        SyncStart,
        SyncEnd,
        Change,
        Flush,
        Order,
        Aside,
        Expire,
        SetupSubmitted,
        SetupDone,
        QaFails,
        QaPasses,
        Reconnected
    };
    struct Planned
    {
        Action action;
        std::size_t tenant;
        QString sync; ///< of SyncEnd
    };

    void plan(Millis in, Action action, std::size_t tenant, const QString &sync = {});
    void planByChance(Millis low, Millis high, Action action, std::size_t tenant);
    void planFirst(std::size_t number);
    void perform(const Planned &planned);
    void performSetup(Action action, std::size_t number);
    void startSync(std::size_t number, bool full, bool forced);
    void endSync(std::size_t number, const QString &sync);
    void change(std::size_t number);
    void noteChanged(std::size_t number, const QStringList &models);
    void flush(std::size_t number);
    void order(std::size_t number, const QString &type);
    void aside();
    void issueAside(std::size_t number);
    void aiAside(std::size_t number);
    void raiseIssue(std::size_t number, const QString &type, const QString &title, const QString &message);
    void resolveIssue(std::size_t number);
    void setStatus(std::size_t number, StatusFields status);
    void say(const QString &type, const QByteArray &body);
    QString newId();
    std::size_t numberOf(const QString &id) const;
    bool living(std::size_t number) const;

    WorldConfig m_config;
    Timestamp m_now;
    std::vector<Tenant> m_tenants;
    QHash<QString, std::size_t> m_byId;
    std::multimap<Timestamp, Planned> m_plans; ///< equal times stay in the order of planning
    QVector<Happening> m_happenings;
    Dice m_dice;
    quint64 m_lastId = 0;
};

} // namespace console::sandbox
