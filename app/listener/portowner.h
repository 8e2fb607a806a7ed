// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>
#include <QVector>

namespace console {

/// Inodes of the sockets that listen on `port`, out of the text of /proc/net/tcp or tcp6 (proc_net_tcp in the kernel's
/// documentation). Pure.
[[nodiscard]] QVector<quint64> listeningInodes(const QByteArray &table, quint16 port);

/// Who listens on a TCP port of this computer: `nginx (process 1234)`. Empty where that cannot be told: another system
/// than Linux, or somebody else's process.
[[nodiscard]] QString portOwner(quint16 port);

} // namespace console
