// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace console::test {

/// A self-signed certificate for tests with its EC key.
struct TestCertificate
{
    QSslCertificate certificate;
    QSslKey key;

    /// As a server shows it.
    [[nodiscard]] QSslConfiguration serverSide() const;
};

/// `subjectName` in OpenSSL's words: `IP:127.0.0.1` or `DNS:other.example`; valid from 30 days ago until `daysLeft`
/// from now.
[[nodiscard]] TestCertificate makeTestCertificate(const QByteArray &subjectName, int daysLeft = 2);

} // namespace console::test
