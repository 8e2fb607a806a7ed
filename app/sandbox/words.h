// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace console::sandbox {

/// A made-up person's first or last name as written and as it stands in an address.
struct NamePart
{
    const char *text;  ///< UTF-8
    const char *ascii; ///< lower case
};

/// A place for addresses, all members UTF-8.
struct Town
{
    const char *city;
    const char *state;
    const char *country; ///< ISO 3166-1 alpha-2
    const char *zip;
    const char *street;
};

/// The company on the other side of an integration. None exists.
struct Company
{
    const char *name;
    const char *domain; ///< below the reserved `.example` (RFC 2606)
};

// Each picks one by number, whatever the number is. Even first names are feminine, odd ones masculine.
[[nodiscard]] const NamePart &firstName(quint64 number);
[[nodiscard]] const NamePart &lastName(quint64 number);
[[nodiscard]] const Town &town(quint64 number);
[[nodiscard]] const Company &company(quint64 number);
[[nodiscard]] int companyCount();

} // namespace console::sandbox
