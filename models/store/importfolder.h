// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/time.h"
#include "models/store/storepaths.h"

#include <QVector>

namespace console {

/// How much of an imported file was masked, as the file itself says.
enum class ImportMasking { Unknown, Masked, Unmasked, Mixed };
/// `unknown`, `masked`, `unmasked`, `mixed`: in the folder of the import and on the command line.
[[nodiscard]] QString importMaskingName(ImportMasking masking);

/// What an import is, as its folder tells. Its verdicts are what the file said: without the secret nobody can check them.
struct ImportInfo
{
    QString name;
    QString source; ///< name of the file, without its folder
    Timestamp at;
    ImportMasking masking = ImportMasking::Unknown;
    qint64 events = 0;
    qint64 rejected = 0;
    qint64 bad = 0; ///< lines or entries that could not be read
    bool operator==(const ImportInfo &) const = default;
};

/// Imports lie below a data folder, each a store of its own: `imports/NAME/`.
[[nodiscard]] StorePaths importPaths(const StorePaths &data, const QString &name);

/// Makes the folder of a new import, 0700. `wanted` empty: a name made of `source`, counted up when it is taken. Errors:
/// InvalidInput `import-name`, Busy `import-exists`, those of openStoreFolder.
[[nodiscard]] Result<QString> makeImportFolder(const StorePaths &data, const QString &wanted, const QString &source);

/// By name. What is no import is left out.
[[nodiscard]] QVector<ImportInfo> imports(const StorePaths &data);

/// What is in this folder is an import and must not be written to. nullopt: it is none.
[[nodiscard]] std::optional<ImportInfo> importInfo(const StorePaths &paths);
[[nodiscard]] Result<void> saveImportInfo(const StorePaths &paths, const ImportInfo &info);

/// Removes an import with its files; never follows a link, never touches a file that is not one of a store. Errors:
/// InvalidInput `import-name`, NotFound `import`, Busy `import-open`, Storage `import-remove`.
[[nodiscard]] Result<void> removeImport(const StorePaths &data, const QString &name);

/// A sentence for people, such as `imported from a.ndjson on 2026-05-01 12:00 UTC, masked`.
[[nodiscard]] QString importSentence(const ImportInfo &info);

} // namespace console
