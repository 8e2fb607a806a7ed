// SPDX-License-Identifier: Apache-2.0
#include "app/listener/listener.h"

#include "app/listener/intake.h"
#include "models/store/replyto.h"

#include <QThread>
#include <QUrl>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis kDrainPatience{4'000};

} // namespace

class Listener::Private
{
public:
    explicit Private(Intake *i) : intake(i), toIntake(i) {}

    QThread thread;
    Intake *intake; ///< lives on `thread`, ends with it
    ReplyTo toIntake;
};

Listener::Listener(std::shared_ptr<const Clock> clock, Sink sink, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(new Intake(std::move(clock), std::move(sink))))
{
    d->thread.setObjectName(u"intake"_s);
    connect(d->intake, &Intake::opened, this, &Listener::listening);
    connect(d->intake, &Intake::failed, this, &Listener::failed);
    connect(d->intake, &Intake::drained, this, &Listener::stopped);
    connect(&d->thread, &QThread::finished, d->intake, &QObject::deleteLater);
    d->intake->moveToThread(&d->thread);
    d->thread.start();
}

Listener::~Listener()
{
    // Receipts reach the intake thread straight from the store's, so waiting here holds nobody up.
    disconnect(d->intake, nullptr, this, nullptr);
    d->toIntake.post([intake = d->intake, thread = &d->thread] {
        connect(intake, &Intake::drained, intake, [thread] { thread->quit(); });
        intake->drain(kDrainPatience);
    });
    d->thread.wait();
}

void Listener::start(const ListenerConfig &config)
{
    d->toIntake.post([intake = d->intake, config] { intake->open(config); });
}

void Listener::setRoutes(const QVector<ListenerRoute> &routes)
{
    d->toIntake.post([intake = d->intake, routes] { intake->setRoutes(routes); });
}

void Listener::setFailure(ConfiguredFailure failure)
{
    d->toIntake.post([intake = d->intake, failure] { intake->setFailure(failure); });
}

void Listener::stop()
{
    d->toIntake.post([intake = d->intake] { intake->drain(kDrainPatience); });
}

Listener::Receipts Listener::receipts() const
{
    return [toIntake = d->toIntake, intake = d->intake](const QVector<DeliveryReceipt> &receipts) {
        toIntake.post([intake, receipts] { intake->settle(receipts); });
    };
}

} // namespace console
