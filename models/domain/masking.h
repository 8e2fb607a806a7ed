// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"
#include "models/domain/maskrules.h"
#include "models/domain/textpatterns.h"

#include <QHash>

namespace console {

/// Replaces personal data by placeholders: `person-3@masked.invalid`, `Name 3`, `Phone 3`… The same value gets the same
/// placeholder for as long as the object lives (one export), so that a reader can still tell people apart. What it
/// remembers is a salted hash of each value, at most 100,000 of them (later values get placeholders made of the hash, such
/// as `Name x5f0c…`), and the salt dies with the object: there is no way back. Not thread-safe.
///
/// Masked are the members that maskRule() names, e-mail addresses and phone numbers anywhere in texts, and, as whole
/// words in whatever case in the other texts of the same body, the values of its masked members (three bytes or more, but of
/// genders and the like, which are words of everyday); in names of members too, but for those of a body's form. JSON inside of a text is read too. Everything else stays byte for byte, and
/// members keep their order. What is no JSON, or broken off, is read as far as it looks like it, and by patterns. A body that
/// no reader can look into (bytes with NUL, compressed) is replaced by a note of its size.
class Masker
{
public:
    Masker();

    [[nodiscard]] QByteArray body(const QByteArray &body);
    /// By patterns alone.
    [[nodiscard]] QString text(const QString &text);
    /// The texts of a row, by patterns; a person's comment goes.
    [[nodiscard]] EventRow row(EventRow row);
    /// redactedHeaders() with addresses and phone numbers in the values masked too.
    [[nodiscard]] HeaderList headers(const HeaderList &headers);

    /// For a value of a kind; own placeholders stay as they are. Empty values stay empty.
    [[nodiscard]] QByteArray placeholder(MaskKind kind, QByteArrayView value);

private:
    friend class BodyMask;
    [[nodiscard]] QByteArray patterns(QByteArrayView text, TextScope scope);

    QByteArray m_salt;
    QHash<quint64, int> m_numbers; ///< by salted hash of kind and value
    QHash<MaskKind, int> m_last;
};

} // namespace console
