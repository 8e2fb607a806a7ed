// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"

#include <memory>

namespace console {

/// A file that is either whole or not there: written beside its place under another name, 0600 from creation on, brought
/// to the disk and put in its place at the end. Destroyed before, it leaves nothing. `-` and what is no plain file (a
/// terminal, a pipe, a device) are written straight. Any one thread.
class ExportFile
{
public:
    /// Errors: Refused `export-file` (detail: path and reason), StorageFull `export-full`.
    [[nodiscard]] static Result<std::unique_ptr<ExportFile>> create(const QString &path);
    ~ExportFile();
    ExportFile(const ExportFile &) = delete;
    ExportFile &operator=(const ExportFile &) = delete;

    /// Errors: as create(); Cancelled `output-closed` when the reader of a pipe has left.
    [[nodiscard]] Result<void> write(const QByteArray &bytes);
    /// Nothing may be written afterwards. A file of that name is replaced.
    [[nodiscard]] Result<void> commit();
    [[nodiscard]] qint64 bytes() const { return m_bytes; }

private:
    ExportFile() = default;
    [[nodiscard]] Result<void> flush();
    [[nodiscard]] tl::unexpected<Error> failed(int number) const;

    QString m_path;
    QByteArray m_native;
    QByteArray m_temporary; ///< empty: written straight
    int m_descriptor = -1;
    bool m_owned = false;
    QByteArray m_buffer;
    qint64 m_bytes = 0;
};

} // namespace console
