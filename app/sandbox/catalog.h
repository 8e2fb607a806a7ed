// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"

#include <QByteArray>
#include <QHash>

#include <vector>

namespace console::sandbox {

/// What the simulated Kombo can list, read from `resources/sandbox/*.txt`. Lines:
///   model NAME LABEL            starts a model
///   endpoint PATH [unpaged|orders]
///   ids MODEL                   its records have the ids of that model's records
///   relation NAME MODEL same|any|few N|moving N
///   counts RELATION…            an `updated_after` matches when such a linked record itself changed
///   filter PARAMETER in|has|contains|notbefore|notafter MEMBER
///   only MEMBER VALUE           lists only records whose member is this text
///   [!]MEMBER: TEXT             `!`: survives anonymisation; a name that starts with `_` is not part of the record
/// TEXT is JSON in which `@…@` stands for something made from the record:
///   id remote subid created changed deleted first last gender email personalemail address company domain index version
///   pick A|B vary A|B nth A|B   by record, by record and version, by position
///   number L H, varynumber L H, midnight L H, morning L H, evening L H, day L H   (days before the world's start)
///   of RELATION MEMBER          the member of the linked record, null without one
///   object RELATION MEMBER[=SOURCE]…, list RELATION MEMBER[=SOURCE]…

/// One piece of a member's text.
struct Piece
{
    enum class Kind {
        Literal,
        Id,
        Remote,
        SubId,
        Created,
        Changed,
        Deleted,
        First,
        Last,
        Gender,
        Email,
        PersonalEmail,
        Address,
        Company,
        Domain,
        Index,
        Version,
        Pick,
        Vary,
        Nth,
        Number,
        VaryNumber,
        Midnight,
        Morning,
        Evening,
        Day,
        Of,
        Object,
        List
    };
    struct Use
    {
        QByteArray head; ///< `"name":`, with a comma in front where it is not the first
        int member = -1;
    };

    Kind kind = Kind::Literal;
    QByteArray text;
    std::vector<QByteArray> choices;
    qint64 low = 0;
    qint64 high = 0;
    int relation = -1;
    std::vector<Use> uses;
    quint64 salt = 0;
};

struct Member
{
    QByteArray name;
    QByteArray head; ///< `"name":`, with a comma in front where it is not the first
    bool hidden = false;
    bool survives = false;
    bool array = false;
    std::vector<Piece> pieces;
};

struct Relation
{
    enum class Kind { Same, Any, Few, Moving };
    QByteArray name;
    Kind kind = Kind::Same;
    int target = -1; ///< index of a model
    qint64 spread = 1;
};

struct FilterRule
{
    enum class Kind { In, Has, Contains, NotBefore, NotAfter };
    QString parameter;
    Kind kind = Kind::In;
    int member = -1;
};

struct Model
{
    int number = -1;
    QByteArray name;
    QByteArray label;
    QString category; ///< `HRIS` from the prefix of its name
    int idsOf = -1;   ///< model whose ids it shares; its own number without
    std::vector<Relation> relations;
    std::vector<int> counted; ///< relations
    std::vector<FilterRule> filters;
    int onlyMember = -1;
    QByteArray onlyValue;
    std::vector<Member> members;

    [[nodiscard]] int member(QByteArrayView name) const; ///< -1 without one
    [[nodiscard]] int relation(QByteArrayView name) const;
};

struct ListEndpoint
{
    QString path;
    int model = -1;
    bool paged = true;    ///< cursor and page_size
    bool standard = true; ///< updated_after, include_deleted, ignore_unsupported_filters, remote_ids
};

class Catalog
{
public:
    /// Errors: InvalidInput `catalog` with the line in `detail`.
    [[nodiscard]] static Result<Catalog> parse(const QByteArray &text);
    /// The one that the program carries.
    [[nodiscard]] static const Catalog &builtIn();

    [[nodiscard]] const std::vector<Model> &models() const { return m_models; }
    [[nodiscard]] const Model &model(int number) const { return m_models[static_cast<std::size_t>(number)]; }
    [[nodiscard]] const Model *modelNamed(QByteArrayView name) const;
    [[nodiscard]] const ListEndpoint *endpoint(const QString &path) const;
    [[nodiscard]] const std::vector<ListEndpoint> &endpoints() const { return m_endpoints; }

private:
    std::vector<Model> m_models;
    std::vector<ListEndpoint> m_endpoints;
};

} // namespace console::sandbox
